// 6-stripe.md, 5.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rejection, startSandbox } from './sandbox.js';

let sandbox, stripe;
before(async () => { sandbox = await startSandbox(); stripe = sandbox.client(); });
after(() => sandbox.stop());

const json = async (response) => response.json();

test('a form nests, lists both ways, has its truth values, times and cleared fields', async () => {
  const body = {
    name: 'Kari', 'address[city]': 'Oslo', 'preferred_locales[0]': 'nb', 'preferred_locales[1]': 'en', 'metadata[a]': '1',
  };
  const made = await json(await sandbox.raw('/v1/customers', { method: 'POST', body }));
  assert.deepEqual([made.address.city, made.preferred_locales], ['Oslo', ['nb', 'en']]);
  const changed = await json(await sandbox.raw(`/v1/customers/${made.id}`, { method: 'POST', body: [['preferred_locales[]', 'sv'], ['preferred_locales[]', 'fr'], ['name', '']] }));
  assert.deepEqual([changed.preferred_locales, changed.name], [['sv', 'fr'], null]);

  const refused = await rejection(stripe.paymentIntents.create({ amount: 5000, currency: 'nok', confirm: 'yes' }));
  assert.equal(refused.param, 'confirm');
  assert.ok(Math.abs(made.created - Date.now() / 1000) < 60);
  const query = await json(await sandbox.raw(`/v1/customers?limit=1&created[gte]=${made.created}`));
  assert.equal(query.data[0].id, made.id);
});

test('answers are json in utf-8', async () => {
  const answer = await sandbox.raw('/v1/customers', { method: 'POST', body: { name: 'Åse Ærlig' } });
  assert.equal(answer.headers.get('content-type'), 'application/json');
  const bytes = Buffer.from(await answer.arrayBuffer());
  assert.ok(bytes.includes(Buffer.from('Åse Ærlig', 'utf8')));
});

test('every answer names its request and its version, and a POST its key', async () => {
  const asked = await sandbox.raw('/v1/customers', { method: 'POST', headers: { 'Stripe-Version': '2026-07-29.dahlia', 'Idempotency-Key': 'k1' } });
  const again = await sandbox.raw('/v1/customers', { method: 'POST', headers: { 'Idempotency-Key': 'k1' } });
  assert.match(asked.headers.get('request-id'), /^req_/);
  assert.deepEqual(
    ['stripe-version', 'idempotency-key', 'original-request', 'idempotent-replayed'].map((name) => asked.headers.get(name)),
    ['2026-07-29.dahlia', 'k1', asked.headers.get('request-id'), null]);
  assert.deepEqual(
    ['stripe-version', 'idempotency-key', 'original-request', 'idempotent-replayed'].map((name) => again.headers.get(name)),
    ['2026-07-29.dahlia', 'k1', asked.headers.get('request-id'), 'true']);
  assert.equal((await sandbox.raw('/v1/customers')).headers.get('idempotency-key'), null);
});

test('a field is an id until it is expanded, four deep and no deeper', async () => {
  const customer = await stripe.customers.create({ payment_method: 'pm_card_visa' });
  const [method] = (await stripe.customers.listPaymentMethods(customer.id)).data;
  const paid = await stripe.paymentIntents.create({ amount: 5000, currency: 'nok', customer: customer.id, payment_method: method.id, confirm: true });
  assert.deepEqual([typeof paid.customer, typeof paid.payment_method, typeof paid.latest_charge], ['string', 'string', 'string']);

  const four = await stripe.paymentIntents.list({ limit: 1, expand: ['data.latest_charge.balance_transaction.source', 'data.customer'] });
  assert.equal(four.data[0].latest_charge.balance_transaction.source.id, paid.latest_charge);
  assert.equal(four.data[0].customer.id, customer.id);
  const five = await rejection(stripe.paymentIntents.list({ expand: ['data.latest_charge.balance_transaction.source.customer'] }));
  assert.equal(five.code, 'property_expansion_max_depth');
});

test('metadata has fifty keys of forty characters, values of five hundred, and an empty value removes its key', async () => {
  const full = Object.fromEntries([...Array(50).keys()].map((i) => [`${i}`.padEnd(40, 'k'), 'v'.repeat(500)]));
  const made = await stripe.customers.create({ metadata: full });
  assert.equal(Object.keys(made.metadata).length, 50);
  assert.equal((await rejection(stripe.customers.update(made.id, { metadata: { more: 'x' } }))).param, 'metadata');
  const [first] = Object.keys(full);
  assert.equal(Object.keys((await stripe.customers.update(made.id, { metadata: { [first]: '' } })).metadata).length, 49);
});

test('the client sends a key of its own with every POST', async () => {
  const one = await stripe.customers.create();
  const two = await stripe.customers.create();
  const keys = [one, two].map((made) => made.lastResponse.headers['idempotency-key']);
  assert.ok(keys.every(Boolean));
  assert.notEqual(keys[0], keys[1]);
});
