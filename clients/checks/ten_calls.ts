// Ten operations of a running Presently with the generated TypeScript client.
import * as p from './client';

function check(what: string, expected: unknown, seen: unknown): void {
  if (JSON.stringify(expected) !== JSON.stringify(seen)) {
    throw new Error(`${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(seen)}`);
  }
}

const phone = '+5511900000003';
const desk = '+5511900000004';
const phoneChat = '5511900000003@s.whatsapp.net';
const configuration = new p.Configuration({
  basePath: process.env.PRESENTLY_URL,
  accessToken: process.env.PRESENTLY_KEY,
});
const sessions = new p.SessionsApi(configuration);
const presence = new p.PresenceApi(configuration);
const subscriptions = new p.SubscriptionsApi(configuration);
const webhooks = new p.WebhooksApi(configuration);

async function main(): Promise<void> {
  check('getHealth', 'ok', (await new p.HealthApi(configuration).getHealth()).data.status);
  for (const [name, phoneNumber] of [['typescript-phone', phone], ['typescript-desk', desk]]) {
    const created = await sessions.createSession({ sessionCreate: { name, start: true, phoneNumber } });
    check('createSession', p.SessionStatus.Connected, created.data.status);
  }
  const engine: p.EngineIn = { type: p.EngineType.Waha, url: 'https://waha.acme.com', session: 'default' };
  const shop = await sessions.createSession({ sessionCreate: { name: 'typescript-shop', engine } });
  check('the generated secret', 43, shop.data.engine.webhookSecret?.length);
  const changed = await sessions.updateSession({ session: 'typescript-shop', sessionUpdate: { pushName: 'Shop' } });
  check('updateSession', 'Shop', changed.data.pushName);

  const subscribed = await subscriptions.subscribePresence({ session: 'typescript-desk', chatId: phoneChat });
  check('subscribePresence', true, subscribed.data.success);
  await presence.setPresence({ session: 'typescript-phone', ownPresence: { presence: 'available' } });
  const seen = (await presence.getPresence({ session: 'typescript-desk', chatId: phoneChat })).data;
  check('getPresence', [phoneChat, p.PresenceWord.Available], [seen.chatId, seen.presence]);
  const listed = (await presence.listPresence({ session: 'typescript-desk', limit: 10 })).data;
  check('listPresence', [phoneChat], listed.map((one) => one.chatId));
  const queued = await presence.sendTyping({ session: 'typescript-phone', typing: { chatId: desk }, prefer: 'respond-async' });
  check('sendTyping', 'cmd_', queued.data.correlationId?.slice(0, 4));

  const created = await webhooks.createWebhook({
    webhookCreate: { url: 'http://127.0.0.1:9/', session: 'typescript-shop', label: 'a label' },
  });
  check('createWebhook', true, created.data.hmacKey.length >= 16);
  const updated = await webhooks.updateWebhook({
    id: created.data.id,
    webhookUpdate: { label: null, enabled: false },
  });
  check('updateWebhook', [undefined, 'typescript-shop'], [updated.data.label, updated.data.session]);

  for (const session of ['typescript-phone', 'typescript-desk', 'typescript-shop']) {
    check('deleteSession', true, (await sessions.deleteSession({ session })).data.success);
  }
  const refused = await sessions.getSession({ session: 'typescript-phone' }).then(
    () => undefined,
    (error: unknown) => (error instanceof p.ResponseError ? error.response : undefined),
  );
  const answer = p.ErrorAnswerFromJSON(await refused?.json());
  check('getSession', [404, 'session_not_found'], [refused?.status, answer.code]);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
