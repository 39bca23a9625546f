import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { day, rejection, secret, startSandbox } from './sandbox.js';

let sandbox, stripe;
before(async () => { sandbox = await startSandbox(); stripe = sandbox.client(); });
after(() => sandbox.stop());

const construct = (delivery, key = secret) => stripe.webhooks.constructEvent(delivery.body, delivery.signature, key);

test('a delivered event bears a signature the client believes', { timeout: 20_000 }, async () => {
  const customer = await stripe.customers.create({ name: 'Kåre Ærlig' });
  const event = construct(await sandbox.hook.of('customer.created'));
  assert.deepEqual([event.object, event.livemode, event.api_version], ['event', false, '2026-07-29.dahlia']);
  assert.deepEqual([event.data.object.id, event.data.object.name], [customer.id, 'Kåre Ærlig']);
  assert.equal(event.request.id, customer.lastResponse.requestId);
  assert.deepEqual((await stripe.events.retrieve(event.id)).data.object, event.data.object);
});

test('another secret, another body and an old signature are refused', { timeout: 20_000 }, async () => {
  await stripe.customers.create();
  const delivery = await sandbox.hook.of('customer.created');
  assert.throws(() => construct(delivery, 'whsec_other'), { type: 'StripeSignatureVerificationError' });
  assert.throws(() => construct({ ...delivery, body: Buffer.concat([delivery.body, Buffer.from(' ')]) }), { type: 'StripeSignatureVerificationError' });
  const late = Math.floor(Date.now() / 1000) + 600;
  assert.throws(
    () => stripe.webhooks.constructEvent(delivery.body, delivery.signature, secret, 300, undefined, late * 1000),
    { type: 'StripeSignatureVerificationError' });
});

test('an update tells what was before', { timeout: 20_000 }, async () => {
  const { id } = await stripe.customers.create({ name: 'Before' });
  await stripe.customers.update(id, { name: 'After' });
  const event = construct(await sandbox.hook.of('customer.updated'));
  assert.deepEqual([event.data.object.name, event.data.previous_attributes], ['After', { name: 'Before' }]);
});

test('an event comes twice where that is asked for', { timeout: 20_000 }, async () => {
  await stripe.customers.create();
  const event = construct(await sandbox.hook.of('customer.created'));
  const before = sandbox.hook.arrived.length;
  await sandbox.act('redeliver', event.id);
  assert.equal(construct(sandbox.hook.arrived.slice(before).find((d) => JSON.parse(d.body).id === event.id)).id, event.id);
});

test('events come late and newest first where that is asked for', { timeout: 20_000 }, async () => {
  await sandbox.act('hold-webhooks');
  const paid = await stripe.paymentIntents.create({ amount: 5000, currency: 'nok', payment_method: 'pm_card_visa', confirm: true });
  const ofIt = () => sandbox.hook.arrived.map((d) => construct(d)).filter((e) => e.data.object.id === paid.id).map((e) => e.type);
  assert.deepEqual(ofIt(), []);
  await sandbox.act('deliver-webhooks-newest-first');
  assert.deepEqual(ofIt(), ['payment_intent.succeeded', 'payment_intent.created']);
});

test('what was missed is in the list of events', { timeout: 20_000 }, async () => {
  const { id } = await stripe.customers.create();
  const events = await stripe.events.list({ types: ['customer.created'], limit: 1 });
  assert.equal(events.data[0].data.object.id, id);
  assert.equal((await rejection(stripe.events.list({ limit: 0 }))).param, 'limit');
});

test('while a secret is rolled each of them is believed, and a scheme of no worth is ignored', { timeout: 20_000 }, async (t) => {
  const rolling = await startSandbox({ secrets: ['whsec_new', 'whsec_old'] });
  t.after(() => rolling.stop());
  await rolling.client().customers.create();
  const delivery = await rolling.hook.of('customer.created');
  for (const key of ['whsec_new', 'whsec_old']) assert.equal(construct(delivery, key).type, 'customer.created');
  assert.throws(() => construct(delivery, 'whsec_other'), { type: 'StripeSignatureVerificationError' });
  assert.match(delivery.signature, /^t=\d+,v1=[0-9a-f]{64},v1=[0-9a-f]{64},v0=[0-9a-f]{64}$/);
  const onlyWorthless = { ...delivery, signature: delivery.signature.replace(/v1=[^,]+,/g, '') };
  assert.throws(() => construct(onlyWorthless, 'whsec_new'), { type: 'StripeSignatureVerificationError' });
});

test('what was refused comes again, signed anew', { timeout: 20_000 }, async () => {
  sandbox.hook.answersWith = 500;
  const { id } = await stripe.customers.create();
  const ofIt = () => sandbox.hook.arrived.filter((d) => JSON.parse(d.body).data.object.id === id);
  await sandbox.pass(1);
  sandbox.hook.answersWith = 204;
  await sandbox.pass(3600);
  const [refused, accepted] = ofIt();
  assert.notEqual(accepted.signature, refused.signature);
  assert.equal(construct(accepted).id, construct(refused).id);
  await sandbox.pass(4 * day);
  assert.equal(ofIt().length, 2);
  sandbox.hook.answersWith = 200;
});

test('a tampered time breaks the signature', { timeout: 20_000 }, async () => {
  await stripe.customers.create();
  const delivery = await sandbox.hook.of('customer.created');
  const signature = delivery.signature.replace(/^t=\d+/, (t) => `t=${Number(t.slice(2)) + 1}`);
  assert.throws(() => construct({ ...delivery, signature }), { type: 'StripeSignatureVerificationError' });
});

test('every event comes twice where that is asked for', { timeout: 20_000 }, async () => {
  await sandbox.act('hold-webhooks');
  const { id } = await stripe.customers.create();
  await sandbox.act('deliver-webhooks-twice');
  assert.equal(sandbox.hook.arrived.filter((d) => JSON.parse(d.body).data.object.id === id).length, 2);
});

test('an event is kept for thirty days', { timeout: 20_000 }, async () => {
  await stripe.customers.create();
  const [{ id }] = (await stripe.events.list({ limit: 1 })).data;
  await sandbox.pass(29 * day);
  assert.equal((await stripe.events.retrieve(id)).id, id);
  await sandbox.pass(2 * day);
  assert.equal((await rejection(stripe.events.retrieve(id))).code, 'resource_missing');
});

test('an event outlives the sandbox it happened in', { timeout: 30_000 }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  t.after(() => rm(folder, { recursive: true }));
  const store = join(folder, 'stripe.jsonl');
  const first = await startSandbox({ store });
  await first.act('hold-webhooks');
  const { id } = await first.client().customers.create();
  await first.stop();

  const second = await startSandbox({ store });
  t.after(() => second.stop());
  const event = construct(await second.hook.of('customer.created'));
  assert.equal(event.data.object.id, id);
  assert.equal((await second.client().customers.retrieve(id)).id, id);
});
