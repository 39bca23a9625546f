import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rejection, startSandbox } from './sandbox.js';

let sandbox, stripe;
before(async () => { sandbox = await startSandbox(); stripe = sandbox.client(); });
after(() => sandbox.stop());

const card = { email: 'kari@example.org', number: '4242424242424242', expiry: '12/40', cvc: '123', name: 'Kari Nordmann' };
const payment = {
  mode: 'payment', success_url: 'https://portal.example.org/done?s={CHECKOUT_SESSION_ID}', cancel_url: 'https://portal.example.org/',
  line_items: [{ quantity: 2, price_data: { currency: 'nok', unit_amount: 60000, product_data: { name: 'Training' } } }],
};

test('a session is paid on its page', async () => {
  const open = await stripe.checkout.sessions.create({ ...payment, client_reference_id: '2026-00042', payment_intent_data: { metadata: { attempt: '7' } } });
  assert.deepEqual([open.status, open.payment_status, open.amount_total, open.payment_intent], ['open', 'unpaid', 120000, null]);

  const paid = await sandbox.submit(open.url, card);
  assert.equal(paid.headers.get('location'), `https://portal.example.org/done?s=${open.id}`);
  const done = await stripe.checkout.sessions.retrieve(open.id, { expand: ['payment_intent.latest_charge', 'line_items'] });
  assert.deepEqual([done.status, done.payment_status, done.url], ['complete', 'paid', null]);
  assert.equal(done.payment_intent.metadata.attempt, '7');
  assert.equal(done.payment_intent.latest_charge.payment_method_details.card.last4, '4242');
  assert.equal(done.line_items.data[0].description, 'Training');
  assert.equal((await stripe.checkout.sessions.listLineItems(open.id)).data.length, 1);
  assert.equal((await stripe.checkout.sessions.list({ payment_intent: done.payment_intent.id })).data[0].id, open.id);
});

test('a session expires and is not expired twice', async () => {
  const open = await stripe.checkout.sessions.create(payment);
  assert.equal((await stripe.checkout.sessions.expire(open.id)).status, 'expired');
  assert.equal((await rejection(stripe.checkout.sessions.expire(open.id))).statusCode, 400);
});

test('a card is saved without a payment', async () => {
  const customer = await stripe.customers.create({ email: 'kari@example.org' });
  const open = await stripe.checkout.sessions.create({
    mode: 'setup', currency: 'nok', customer: customer.id, success_url: 'https://portal.example.org/saved', setup_intent_data: { metadata: { a: '1' } },
  });
  assert.deepEqual([open.payment_status, open.amount_total, open.payment_intent], ['no_payment_required', null, null]);
  await sandbox.submit(open.url, card);
  const done = await stripe.checkout.sessions.retrieve(open.id, { expand: ['setup_intent.payment_method'] });
  assert.deepEqual([done.status, done.setup_intent.status, done.setup_intent.metadata.a], ['complete', 'succeeded', '1']);
  assert.equal(done.setup_intent.payment_method.customer, customer.id);
});

test('a card is kept on the way where the person wants it', async () => {
  const customer = await stripe.customers.create({ email: 'kari@example.org' });
  const open = await stripe.checkout.sessions.create({ ...payment, customer: customer.id, saved_payment_method_options: { payment_method_save: 'enabled' } });
  await sandbox.submit(open.url, { ...card, keep: 'yes' });
  const [kept] = (await stripe.customers.listPaymentMethods(customer.id)).data;
  assert.equal(kept.allow_redisplay, 'always');
});
