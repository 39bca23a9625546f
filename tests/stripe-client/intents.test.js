import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rejection, startSandbox } from './sandbox.js';

let sandbox, stripe;
before(async () => { sandbox = await startSandbox(); stripe = sandbox.client(); });
after(() => sandbox.stop());

const amount = { amount: 120000, currency: 'nok' };

async function saved(token) {
  const customer = await stripe.customers.create();
  const method = await stripe.paymentMethods.attach(token, { customer: customer.id });
  return { customer: customer.id, payment_method: method.id };
}

test('a saved card is charged without the person', async () => {
  const paid = await stripe.paymentIntents.create({
    ...amount, ...await saved('pm_card_visa'), confirm: true, off_session: true, metadata: { attempt: '7' },
    expand: ['latest_charge.balance_transaction', 'payment_method'],
  });
  const charge = paid.latest_charge;
  assert.deepEqual([paid.status, paid.amount_received, paid.metadata.attempt], ['succeeded', 120000, '7']);
  assert.deepEqual([charge.paid, charge.captured, charge.outcome.type], [true, true, 'authorized']);
  assert.equal(charge.balance_transaction.net, charge.balance_transaction.amount - charge.balance_transaction.fee);
});

test('a decline carries everything one needs', async () => {
  const { customer, payment_method } = await saved('pm_card_chargeCustomerFail');
  const error = await rejection(stripe.paymentIntents.create({ ...amount, customer, payment_method, confirm: true, off_session: true }));
  assert.deepEqual(
    [error.type, error.statusCode, error.code, error.decline_code, error.raw.advice_code],
    ['StripeCardError', 402, 'card_declined', 'generic_decline', 'try_again_later']);
  assert.equal(error.payment_method.id, payment_method);
  assert.equal(error.payment_intent.status, 'requires_payment_method');
  assert.equal(error.payment_intent.payment_method, null);
  assert.equal(error.payment_intent.latest_charge, error.charge);
  assert.equal(error.payment_intent.last_payment_error.decline_code, 'generic_decline');
  assert.match(error.doc_url, /^https:\/\/stripe.com\/docs\/error-codes\/card-declined$/);

  const paid = await stripe.paymentIntents.confirm(error.payment_intent.id, { payment_method: 'pm_card_visa' });
  assert.equal(paid.status, 'succeeded');
});

test('a bank that wants the person declines without them and asks them on the same intent', async () => {
  const { customer, payment_method } = await saved('pm_card_authenticationRequired');
  const error = await rejection(stripe.paymentIntents.create({ ...amount, customer, payment_method, confirm: true, off_session: true }));
  assert.deepEqual([error.code, error.decline_code, error.payment_intent.next_action], ['authentication_required', 'authentication_required', null]);

  const asked = await stripe.paymentIntents.confirm(error.payment_intent.id, { payment_method, return_url: 'https://portal.example.org/back' });
  assert.deepEqual([asked.status, asked.next_action.type], ['requires_action', 'redirect_to_url']);
  const back = await sandbox.submit(asked.next_action.redirect_to_url.url, { answer: 'confirm' });
  assert.match(back.headers.get('location'), /^https:\/\/portal\.example\.org\/back\?payment_intent=pi_.*&redirect_status=succeeded$/);
  assert.equal((await stripe.paymentIntents.retrieve(asked.id)).status, 'succeeded');
});

test('a refused confirmation charges nothing', async () => {
  const asked = await stripe.paymentIntents.create({
    ...amount, ...await saved('pm_card_authenticationRequiredOnSetup'), confirm: true, return_url: 'https://portal.example.org/back',
  });
  await sandbox.submit(asked.next_action.redirect_to_url.url, { answer: 'refuse' });
  const refused = await stripe.paymentIntents.retrieve(asked.id);
  assert.deepEqual(
    [refused.status, refused.last_payment_error.code, refused.latest_charge],
    ['requires_payment_method', 'payment_intent_authentication_failure', null]);
  assert.equal((await stripe.paymentIntents.cancel(asked.id, { cancellation_reason: 'abandoned' })).status, 'canceled');
  assert.equal((await rejection(stripe.paymentIntents.confirm(asked.id))).code, 'payment_intent_unexpected_state');
});

test('money is reserved and taken later', async () => {
  const reserved = await stripe.paymentIntents.create({ ...amount, payment_method: 'pm_card_visa', confirm: true, capture_method: 'manual' });
  assert.deepEqual([reserved.status, reserved.amount_capturable], ['requires_capture', 120000]);
  assert.equal((await stripe.paymentIntents.capture(reserved.id)).amount_received, 120000);
});

const debit = (iban) => stripe.paymentIntents.create({
  amount: 5000, currency: 'eur', payment_method_types: ['sepa_debit'], confirm: true,
  payment_method_data: { type: 'sepa_debit', sepa_debit: { iban }, billing_details: { name: 'Kari', email: 'kari@example.org' } },
  mandate_data: { customer_acceptance: { type: 'offline' } },
  expand: ['latest_charge'],
});

test('a debit is processing and then paid', async () => {
  const started = await debit('AT611904300234573201');
  assert.equal(started.status, 'processing');
  assert.match(started.latest_charge.payment_method_details.sepa_debit.expected_debit_date, /^\d{4}-\d\d-\d\d$/);
  assert.equal((await stripe.paymentIntents.retrieve(started.id)).status, 'succeeded');
});

test('a debit bounces', async () => {
  const { id } = await debit('AT981904300002222227');
  const bounced = await stripe.paymentIntents.retrieve(id);
  assert.deepEqual([bounced.status, bounced.last_payment_error.code], ['requires_payment_method', 'insufficient_funds']);
});

test('a slow debit waits until somebody presses the button', async () => {
  const { id } = await debit('AT321904300235473204');
  assert.equal((await stripe.paymentIntents.retrieve(id)).status, 'processing');
  await sandbox.act('settle-debit', id);
  assert.equal((await stripe.paymentIntents.retrieve(id)).status, 'succeeded');
});
