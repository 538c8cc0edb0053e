// A mail server for trying alerts on one machine: takes every mail, prints it, delivers nothing.
// node scripts/mail-sink.mjs [port]
import { SMTPServer } from 'smtp-server';
import { simpleParser } from 'mailparser';

const port = Number(process.argv[2] ?? 2525);

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onData(stream, session, done) {
    simpleParser(stream).then((mail) => {
      const to = session.envelope.rcptTo.map(({ address }) => address).join(', ');
      console.log(`\n--- mail to ${to}\nSubject: ${mail.subject}\nMessage-ID: ${mail.messageId}\n\n${mail.text}`);
      done();
    }, done);
  },
});

server.listen(port, '127.0.0.1', () => console.log(`Mails to 127.0.0.1:${port} are printed here.`));
