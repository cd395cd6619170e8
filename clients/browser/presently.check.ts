// Compiled by the gate, never run: the types say what the module does.
import { connect, describe, PresentlyStatus, words, type Connection } from "presently-browser";

const connection: Connection = connect({ url: "http://localhost:8080", token: "prs_ct_", refreshToken: () => "prs_ct_" });
const unwatch: () => void = connection.watch(["+5511999999999"], (presence, previous) => {
  const text: string = presence ? describe(presence, { lang: "pt", relative: true }) : "";
  console.log(text, previous, presence?.onlineCount, presence?.participants?.[0].seq);
});
connection.addEventListener("state", ({ detail }) => console.log(detail === "live", connection.state));
connection.addEventListener("error", ({ detail }) => console.log(detail.status, detail.code, detail.message));
PresentlyStatus.connection = connection;
words.nl = { ...words.en, composing: "typt…" };
document.querySelector("presently-status")?.setAttribute("chat-id", "+5511999999999");
unwatch();
connection.close();
// @ts-expect-error a token is a text
connect({ token: 1 });
