package dev.presently.e2e;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads the lists of AWS's XML answers. */
final class Xml {
  private Xml() {}

  /** The {@code member} elements of the first element of this name, each by its fields' names. */
  static List<Map<String, String>> members(String xml, String list) {
    List<Map<String, String>> members = new ArrayList<>();
    Node found = parse(xml).getElementsByTagName(list).item(0);
    if (found == null) {
      return members;
    }
    for (Node member : children(found)) {
      Map<String, String> fields = new LinkedHashMap<>();
      children(member).forEach(field -> fields.put(field.getNodeName(), field.getTextContent()));
      members.add(fields);
    }
    return members;
  }

  private static List<Node> children(Node parent) {
    List<Node> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getNodeType() == Node.ELEMENT_NODE) {
        children.add(node);
      }
    }
    return children;
  }

  private static org.w3c.dom.Document parse(String xml) {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(xml)));
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new IllegalStateException("no XML: " + xml, e);
    }
  }
}
