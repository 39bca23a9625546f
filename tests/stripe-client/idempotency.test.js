import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { day, rejection, startSandbox } from './sandbox.js';

let sandbox, stripe;
before(async () => { sandbox = await startSandbox(); stripe = sandbox.client(); });
after(() => sandbox.stop());

const replayed = (answer) => answer.lastResponse.headers['idempotent-replayed'];

test('the same key is answered the same and done once', async () => {
  const first = await stripe.customers.create({ name: 'Kari' }, { idempotencyKey: 'once' });
  const second = await stripe.customers.create({ name: 'Kari' }, { idempotencyKey: 'once' });
  assert.deepEqual([second.id, replayed(first), replayed(second)], [first.id, undefined, 'true']);
  assert.equal(second.lastResponse.headers['original-request'], first.lastResponse.requestId);
});

test('the same key for something else is refused', async () => {
  await stripe.customers.create({ name: 'Kari' }, { idempotencyKey: 'other' });
  const error = await rejection(stripe.customers.create({ name: 'Ola' }, { idempotencyKey: 'other' }));
  assert.deepEqual([error.type, error.statusCode], ['StripeIdempotencyError', 400]);
});

test('a decline is replayed, and a new key is a new try', async () => {
  const pay = (idempotencyKey) => stripe.paymentIntents.create(
    { amount: 5000, currency: 'nok', payment_method: 'pm_card_visa_chargeDeclined', confirm: true }, { idempotencyKey });
  const first = await rejection(pay('declined'));
  const second = await rejection(pay('declined'));
  assert.deepEqual([second.payment_intent.id, second.headers['idempotent-replayed']], [first.payment_intent.id, 'true']);
  assert.notEqual((await rejection(pay('again'))).payment_intent.id, first.payment_intent.id);
});

test('a 500 is replayed, a 429 and a refused parameter are not', async () => {
  await sandbox.fault({ fault: 'status', status: 500 });
  for (let i = 0; i < 2; i++)
    assert.equal((await rejection(stripe.customers.create({}, { idempotencyKey: 'five' }))).statusCode, 500);
  await sandbox.fault({ fault: 'status', status: 429 });
  assert.equal((await rejection(stripe.customers.create({}, { idempotencyKey: 'four' }))).statusCode, 429);
  assert.match((await stripe.customers.create({}, { idempotencyKey: 'four' })).id, /^cus_/);
  await rejection(stripe.customers.create({ colour: 'red' }, { idempotencyKey: 'typo' }));
  assert.match((await stripe.customers.create({ name: 'Red' }, { idempotencyKey: 'typo' })).id, /^cus_/);
});

test('the client retries what broke and nothing is done twice', async () => {
  const retrying = sandbox.client({ maxNetworkRetries: 2 });
  for (const fault of [{ fault: 'reset-after-success' }, { fault: 'reset' }, { fault: 'status', status: 409 }, { fault: 'status', status: 503 }]) {
    const email = `${fault.fault}${fault.status ?? ''}@example.org`;
    await sandbox.fault({ ...fault, method: 'POST' });
    const made = await retrying.customers.create({ email });
    assert.deepEqual((await stripe.customers.list({ email })).data.map((c) => c.id), [made.id]);
  }
});

test('the header decides whether a 429 is tried again', async () => {
  const retrying = sandbox.client({ maxNetworkRetries: 1 });
  await sandbox.fault({ fault: 'status', status: 429, should_retry: true });
  assert.equal((await retrying.customers.list({ limit: 1 })).object, 'list');
  await sandbox.fault({ fault: 'status', status: 500, should_retry: false });
  assert.equal((await rejection(retrying.customers.list())).statusCode, 500);
  assert.equal((await retrying.customers.list({ limit: 1 })).object, 'list');
});

test('silence after success is found under its key', async () => {
  const hasty = sandbox.client({ timeout: 300 });
  await sandbox.fault({ fault: 'timeout-after-success', method: 'POST' });
  assert.equal((await rejection(hasty.customers.create({ name: 'Silent' }, { idempotencyKey: 'silent' }))).type, 'StripeConnectionError');
  assert.equal(replayed(await stripe.customers.create({ name: 'Silent' }, { idempotencyKey: 'silent' })), 'true');
});

test('a key has at most 255 characters', async () => {
  assert.equal((await rejection(stripe.customers.create({}, { idempotencyKey: 'k'.repeat(256) }))).statusCode, 400);
  assert.match((await stripe.customers.create({}, { idempotencyKey: 'k'.repeat(255) })).id, /^cus_/);
});

test('of two requests under one key at once one is a 409, and later it is answered', async () => {
  await sandbox.fault({ fault: 'delay', delay_ms: 2000, method: 'POST' });
  const make = () => stripe.customers.create({ name: 'Twin' }, { idempotencyKey: 'twins' });
  const answers = await Promise.allSettled([make(), make()]);
  const { value: made } = answers.find((answer) => answer.status === 'fulfilled');
  const { reason: refused } = answers.find((answer) => answer.status === 'rejected');
  assert.deepEqual([refused.statusCode, refused.code], [409, 'idempotency_key_in_use']);
  assert.equal((await make()).id, made.id);
});

test('an id that is not there is replayed, a wrong key to the door is not', async () => {
  const refund = () => stripe.refunds.create({ charge: 'ch_none' }, { idempotencyKey: 'no such charge' });
  await rejection(refund());
  assert.equal((await rejection(refund())).headers['idempotent-replayed'], 'true');

  const post = (Authorization) => sandbox.raw('/v1/customers', { method: 'POST', headers: { Authorization, 'Idempotency-Key': 'door' } });
  assert.equal((await post('Bearer sk_live_never')).status, 401);
  assert.equal((await post('Bearer sk_test_client')).headers.get('idempotent-replayed'), null);
});

test('a key is remembered for a day and then means a new request', async () => {
  const make = () => stripe.customers.create({ name: 'Daily' }, { idempotencyKey: 'daily' });
  const first = await make();
  await sandbox.pass(day - 60);
  assert.equal((await make()).id, first.id);
  await sandbox.pass(120);
  assert.notEqual((await make()).id, first.id);
});

test('GET and DELETE need no key', async () => {
  const { id } = await stripe.customers.create();
  const headers = { 'Idempotency-Key': 'of a read' };
  for (let i = 0; i < 2; i++)
    assert.equal((await sandbox.raw(`/v1/customers/${id}`, { headers })).headers.get('idempotent-replayed'), null);
  assert.equal((await sandbox.raw(`/v1/customers/${id}`, { method: 'DELETE', headers })).status, 200);
});
