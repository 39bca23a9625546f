import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rejection, secret, startSandbox } from './sandbox.js';

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
