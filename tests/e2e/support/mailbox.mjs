// A real SMTP server that keeps what it is sent, and reads the mails as a mail program would.
import { SMTPServer } from "smtp-server";

export class Mailbox {
  static async open() {
    const box = new Mailbox();
    box.mails = [];
    box.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["AUTH", "STARTTLS"],
      logger: false,
      onData(stream, session, done) {
        const parts = [];
        stream.on("data", (part) => parts.push(part));
        stream.on("end", () => {
          box.mails.push({ to: session.envelope.rcptTo.map((a) => a.address), ...read(Buffer.concat(parts)) });
          done();
        });
      },
    });
    await new Promise((ready) => box.server.listen(0, "127.0.0.1", ready));
    box.url = `smtp://127.0.0.1:${box.server.server.address().port}`;
    return box;
  }

  /// Waits for a mail to an address whose subject matches; each mail is handed out once.
  async take(address, subject, seconds = 60) {
    for (let tries = 0; tries < seconds * 5; tries += 1) {
      const at = this.mails.findIndex((m) => m.to.includes(address) && subject.test(m.subject));
      if (at >= 0) return this.mails.splice(at, 1)[0];
      await new Promise((wait) => setTimeout(wait, 200));
    }
    const waiting = this.mails.map((m) => `${m.to}: ${m.subject}`).join("; ");
    throw new Error(`no mail to ${address} about ${subject}; there are: ${waiting || "none"}`);
  }

  close() {
    return new Promise((done) => this.server.close(done));
  }
}

/// A mail's subject, text and attachments. Knows what the product sends: multipart, base64,
/// quoted-printable, encoded words; UTF-8 throughout.
export function read(bytes) {
  const mail = { subject: "", text: "", html: "", attachments: [] };
  walk(bytes, mail, true);
  return mail;
}

function walk(bytes, mail, top) {
  const raw = bytes.toString("latin1");
  const split = /\r?\n\r?\n/.exec(raw);
  const head = split ? raw.slice(0, split.index) : raw;
  const body = split ? raw.slice(split.index + split[0].length) : "";
  const headers = {};
  for (const line of head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const colon = line.indexOf(":");
    if (colon > 0) headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  if (top) mail.subject = words(headers.subject ?? "");
  const type = headers["content-type"] ?? "text/plain";
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (boundary) {
    const sections = body.split(`--${boundary}`).slice(1);
    for (const section of sections) {
      if (section.startsWith("--")) break;
      walk(Buffer.from(section.replace(/^\r?\n/, ""), "latin1"), mail, false);
    }
    return;
  }
  const content = decode(body, headers["content-transfer-encoding"] ?? "7bit");
  const disposition = headers["content-disposition"] ?? "";
  if (/^attachment/i.test(disposition)) {
    const name = /filename="?([^";]+)"?/i.exec(disposition)?.[1] ?? /filename\*[^=]*=[^']*''([^;]+)/.exec(disposition)?.[1] ?? "";
    mail.attachments.push({ name: decodeURIComponent(name), type: type.split(";")[0], bytes: content });
  } else if (/^text\/html/i.test(type)) {
    mail.html += content.toString("utf8");
  } else {
    mail.text += content.toString("utf8");
  }
}

function decode(body, encoding) {
  if (/base64/i.test(encoding)) return Buffer.from(body, "base64");
  if (/quoted-printable/i.test(encoding)) return quoted(body.replace(/=\r?\n/g, ""));
  return Buffer.from(body, "latin1");
}

function quoted(text) {
  return Buffer.from(text.replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))), "latin1");
}

function words(text) {
  const joined = text.replace(/\?=\s+=\?/g, "?==?");
  return joined.replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how, value) =>
    (how.toLowerCase() === "b" ? Buffer.from(value, "base64") : quoted(value.replace(/_/g, " "))).toString("utf8"));
}
