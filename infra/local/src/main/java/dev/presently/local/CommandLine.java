package dev.presently.local;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the command line of {@code ./presently}. The help texts declare the options: a line with a
 * placeholder takes a value. Only the JDK is used, so that help and mistakes need no build: the
 * script starts {@link #main} from source.
 *
 * @param options values by option, empty for an option without a value
 * @param words arguments that are not options
 */
record CommandLine(Command command, Map<String, String> options, List<String> words) {
  /** What {@code ./presently} can do. */
  enum Command {
    UP(
        """
        Usage: ./presently up [OPTION...]

        Builds what changed, then runs the API, the functions, DynamoDB and SQS in one process
        until Ctrl-C.

          --port N                 port of the API (default 8080)
          --listen ADDRESS         address at which the API listens; 0.0.0.0 for all, so that
                                   containers and other machines reach it (default 127.0.0.1)
          --data DIR               keeps all state in DIR (default: in memory)
          --public-receivers-only  refuses webhooks to this machine, as a deployment does
          --allow-host HOST        lets engines and webhooks have this private host too, such as
                                   host.docker.internal; several with commas
          --evolution-queue        creates a queue to which Evolution sends its events
          --log-level LEVEL        of the functions: debug, info, warn or error (default warn)
          --log-requests           prints a line for each request

        The environment variable MASTER_KEY is the master key, which opens /admin/keys (default:
        created at the first start, and printed).
        """),
    KEY(
        """
        Usage: ./presently key [--port N]

        Prints the API key that the last ./presently up created: scope *, all sessions.

          --port N  of the runner with this port
        """),
    RECEIVER(
        """
        Usage: ./presently receiver [--port N] --key KEY

        Receives webhooks until Ctrl-C and prints each event and whether its signature is valid.

          --port N   port on 127.0.0.1 (default 9000)
          --key KEY  the webhook's HMAC key
        """),
    ENGINE(
        """
        Usage: ./presently engine TYPE [OPTION...]

        Runs a stub of a WhatsApp engine until Ctrl-C, to try Presently without a phone: waha,
        wuzapi, titan, evolution, evolution-go, gowa or wppconnect. It answers and refuses as the
        real one does, posts webhooks to the URL that startSession gave it, and prints a line for
        each request and each webhook. A contact that is subscribed to comes online, types and
        leaves. evolution, gowa and wppconnect refuse numbers that end in 0000, as those that are not
        on WhatsApp. docs/engines.md has the session to create for each TYPE.

          --port N        port on 127.0.0.1 (default 3000)
          --key KEY       API key that requests need (default: every key is accepted)
          --session NAME  the engine's name of its session (default default)
          --hook URL      where webhooks go until startSession sets it
          --secret TEXT   what webhooks to --hook are signed with
          --paired        needs no QR code to be scanned (default: it is scanned after 3 s;
                          gowa: when it was asked for its QR code)
          --quiet         contacts do nothing by themselves

        While it runs, POST /stub/restart restarts it, POST /stub/drop loses the connection to
        WhatsApp, and POST /stub/contacts/NUMBER/ACT lets a contact act: online, typing,
        recording, paused, offline.
        """),
    WATCH(
        """
        Usage: ./presently watch SESSION [OPTION...]

        Prints a line for each event of the session until Ctrl-C. It registers a webhook that it
        receives on 127.0.0.1, and deletes it at the end.

          --url URL  base URL of the API (default http://localhost:8080)
          --key KEY  API key (default: that of ./presently up with the URL's port)
        """),
    SERVICES(
        """
        Usage: ./presently services [OPTION...]

        Runs DynamoDB and SQS alone, for infra/local/sam-local, until Ctrl-C. They listen on all
        addresses of this machine, so that containers reach them.

          --port-dynamodb N  port of DynamoDB (default 8000)
          --port-sqs N       port of SQS (default 9324)
          --env-vars FILE    file to write the functions' environments to, as sam local reads
                             them (default infra/local/target/env.json)
        """),
    BENCH(
        """
        Usage: ./presently bench [runner] [artifacts] [cold] [delivery] [calls] [live] [scale]
               ./presently bench compare FILE

        Measures this machine's Presently for about six minutes and prints a table. Without
        arguments: runner, artifacts and cold.

          runner     start time, requests per second, latency of webhooks
          artifacts  size of the deployed packages
          cold       first answer of a fresh Lambda JVM
          delivery   what slow, failing and hanging receivers do to deliveries
          calls      a part of delivery: calls to tables and queues for each change
          live       how soon 500 live connections are told of changes
          scale      computes a day of 100 million changes: partitions, queues, bill

        compare FILE measures another program in turn with Presently; docs/performance.md has
        the properties of FILE.
        """),
    HELP(
        """
        Usage: ./presently COMMAND [OPTION...]

          up         runs Presently on this machine
          key        prints the API key of the last ./presently up
          receiver   prints webhooks and checks their signatures
          engine     runs a stub of a WhatsApp engine
          watch      prints the events of a session
          services   runs DynamoDB and SQS alone, for sam local
          bench      measures Presently on this machine
          help       explains a command: ./presently help COMMAND
          --version  prints the version
        """);

    private final String help;

    Command(String help) {
      this.help = help;
    }

    static Command named(String name) {
      return Arrays.stream(values())
          .filter(command -> command.word().equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new CannotStart(
                      "Unknown command %s; commands: %s. See ./presently help."
                          .formatted(
                              name,
                              Arrays.stream(values())
                                  .map(Command::word)
                                  .collect(Collectors.joining(", ")))));
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Placeholder of each option's value, empty for an option without one. */
    private Map<String, String> declared() {
      var declared = new LinkedHashMap<String, String>();
      var option = OPTION.matcher(help);
      while (option.find()) {
        declared.put(option.group(1), option.group(2).strip());
      }
      return declared;
    }

    /** Whether this may follow these words, although it is no option. */
    private boolean takes(String word, List<String> words) {
      return switch (this) {
        case HELP -> true;
        case BENCH ->
            words.contains(COMPARE)
                ? words.size() == 1
                : PARTS.contains(word) || (words.isEmpty() && word.equals(COMPARE));
        case ENGINE -> words.isEmpty() && ENGINES.contains(word);
        case WATCH -> words.isEmpty() && !word.startsWith("-");
        case UP, KEY, RECEIVER, SERVICES -> false;
      };
    }

    /** What may follow these words. */
    private String known(List<String> words) {
      if (this == BENCH) {
        return "parts: %s; or %s FILE".formatted(String.join(", ", PARTS), COMPARE);
      }
      if (this == ENGINE && words.isEmpty()) {
        return "types: " + String.join(", ", ENGINES);
      }
      var declared = declared().keySet();
      return declared.isEmpty() ? "it has no options" : "options: " + String.join(", ", declared);
    }

    private CannotStart wrong(String sentence) {
      return new CannotStart("%s See ./presently help %s.".formatted(sentence, word()));
    }
  }

  private static final Pattern OPTION = Pattern.compile("(?m)^  (--[a-z-]+)((?: [A-Z]+)?)  ");
  private static final List<String> HELP_OPTIONS = List.of("-h", "--help");
  private static final List<String> LEVELS = List.of("debug", "info", "warn", "error");
  private static final List<String> PARTS =
      List.of("runner", "artifacts", "cold", "delivery", "calls", "live", "scale");

  /** A part that stands alone, with the file that describes the other program. */
  private static final String COMPARE = "compare";

  private static final List<String> ENGINES =
      List.of("waha", "wuzapi", "titan", "evolution", "evolution-go", "gowa", "wppconnect");

  /**
   * Prints the help that is asked for; exits with 1 and one sentence if the arguments are wrong.
   */
  public static void main(String[] arguments) {
    try {
      var line = parse(List.of(arguments));
      if (line.command() == Command.HELP) {
        var about = line.words().isEmpty() ? Command.HELP : Command.named(line.words().getFirst());
        System.out.print(about.help);
      }
    } catch (CannotStart e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Reads a command and its options.
   *
   * @throws CannotStart with one sentence that says what would be right
   */
  static CommandLine parse(List<String> arguments) {
    var first = arguments.isEmpty() ? "help" : arguments.getFirst();
    var command = HELP_OPTIONS.contains(first) ? Command.HELP : Command.named(first);
    var declared = command.declared();
    var options = new LinkedHashMap<String, String>();
    var words = new ArrayList<String>();
    var rest = arguments.subList(Math.min(1, arguments.size()), arguments.size()).iterator();
    while (rest.hasNext()) {
      var name = rest.next();
      var placeholder = declared.get(name);
      if (HELP_OPTIONS.contains(name)) {
        return new CommandLine(Command.HELP, Map.of(), List.of(command.word()));
      } else if (placeholder != null) {
        if (!placeholder.isEmpty() && !rest.hasNext()) {
          throw command.wrong(name + " needs a value.");
        }
        options.put(name, placeholder.isEmpty() ? "" : value(name, placeholder, rest.next()));
      } else if (command.takes(name, words)) {
        words.add(name);
      } else {
        throw command.wrong(
            "%s does not know %s; %s.".formatted(command.word(), name, command.known(words)));
      }
    }
    if (command == Command.RECEIVER && !options.containsKey("--key")) {
      throw command.wrong("receiver needs --key.");
    }
    if (command == Command.ENGINE && words.isEmpty()) {
      throw command.wrong("engine needs a type; %s.".formatted(command.known(words)));
    }
    if (command == Command.BENCH && words.equals(List.of(COMPARE))) {
      throw command.wrong("bench compare needs the file that describes the other program.");
    }
    if (command == Command.WATCH && words.isEmpty()) {
      throw command.wrong("watch needs the name of a session.");
    }
    return new CommandLine(command, options, words);
  }

  private static String value(String option, String placeholder, String value) {
    if (placeholder.equals("N") && !isPort(value)) {
      throw new CannotStart(option + " needs a number from 0 to 65535, not " + value + ".");
    }
    if (placeholder.equals("LEVEL") && !LEVELS.contains(value)) {
      throw new CannotStart("--log-level needs debug, info, warn or error, not " + value + ".");
    }
    return value;
  }

  private static boolean isPort(String value) {
    return value.matches("\\d{1,5}") && Integer.parseInt(value) <= 65535;
  }

  boolean has(String option) {
    return options.containsKey(option);
  }

  String value(String option, String otherwise) {
    return options.getOrDefault(option, otherwise);
  }

  int port(String option, int otherwise) {
    return Integer.parseInt(value(option, String.valueOf(otherwise)));
  }
}
