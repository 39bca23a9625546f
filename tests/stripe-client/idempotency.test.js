import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rejection, startSandbox } from './sandbox.js';

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
