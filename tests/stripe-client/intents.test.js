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

test('a payment tells all about itself', async () => {
  const open = await stripe.paymentIntents.create({
    ...amount, description: 'Season fee', receipt_email: 'kari@example.org', statement_descriptor_suffix: 'SEASON', setup_future_usage: 'off_session',
    metadata: { attempt: '7' }, automatic_payment_methods: { enabled: true },
  });
  assert.match(open.id, /^pi_/);
  assert.deepEqual(
    [open.status, open.amount, open.currency, open.amount_received, open.amount_capturable, open.description, open.receipt_email],
    ['requires_payment_method', 120000, 'nok', 0, 0, 'Season fee', 'kari@example.org']);
  assert.deepEqual([open.statement_descriptor_suffix, open.setup_future_usage], ['SEASON', 'off_session']);
  for (const field of [
    'customer', 'payment_method', 'payment_method_types', 'latest_charge', 'client_secret', 'last_payment_error', 'next_action', 'processing',
    'capture_method', 'confirmation_method', 'statement_descriptor', 'canceled_at', 'cancellation_reason', 'created', 'livemode',
  ]) assert.ok(field in open, field);
  for (const gone of ['charges', 'invoice']) assert.ok(!(gone in open), gone);
});

test('a charge tells all about itself', async () => {
  const paid = await stripe.paymentIntents.create({ ...amount, payment_method: 'pm_card_visa', confirm: true, expand: ['latest_charge'] });
  const charge = paid.latest_charge;
  assert.match(charge.id, /^ch_/);
  assert.deepEqual(
    [charge.amount, charge.amount_captured, charge.amount_refunded, charge.captured, charge.paid, charge.refunded, charge.disputed, charge.status],
    [120000, 120000, 0, true, true, false, false, 'succeeded']);
  assert.deepEqual([charge.failure_code, charge.failure_message, charge.payment_intent], [null, null, paid.id]);
  assert.deepEqual(
    Object.keys(charge.outcome).sort(),
    ['advice_code', 'network_decline_code', 'network_status', 'reason', 'risk_level', 'seller_message', 'type']);
  assert.match(charge.balance_transaction, /^txn_/);
  assert.equal(charge.payment_method_details.card.last4, '4242');
  assert.ok('receipt_url' in charge);
});

test('a declined charge tells why', async () => {
  for (const [token, type, code] of [
    ['pm_card_visa_chargeDeclinedLostCard', 'issuer_declined', 'card_declined'], ['pm_card_radarBlock', 'blocked', 'card_declined'],
  ]) {
    const error = await rejection(stripe.paymentIntents.create({ ...amount, payment_method: token, confirm: true }));
    const charge = await stripe.charges.retrieve(error.charge);
    assert.deepEqual([charge.status, charge.paid, charge.failure_code, charge.outcome.type], ['failed', false, code, type]);
    assert.equal(error.raw.network_decline_code ?? null, charge.outcome.network_decline_code);
    assert.match(error.raw.request_log_url, /req_/);
  }
});

test('payments of a customer are found by the time they were made', async () => {
  const { customer, payment_method } = await saved('pm_card_visa');
  const first = await stripe.paymentIntents.create({ ...amount, customer, payment_method, confirm: true, off_session: true });
  await stripe.paymentIntents.create({ ...amount, payment_method: 'pm_card_visa', confirm: true });
  await sandbox.pass(60);
  const second = await stripe.paymentIntents.create({ ...amount, customer, payment_method, confirm: true, off_session: true });
  const ids = async (query) => (await stripe.paymentIntents.list({ customer, ...query })).data.map((p) => p.id);
  assert.deepEqual(await ids({}), [second.id, first.id]);
  assert.deepEqual(await ids({ created: { gte: second.created } }), [second.id]);
  assert.deepEqual(await ids({ created: { gte: second.created + 1 } }), []);
  assert.deepEqual(await ids({ created: { lt: second.created } }), [first.id]);
});

test('an abandoned confirmation is canceled and a late answer charges nothing', async () => {
  const asked = await stripe.paymentIntents.create({
    ...amount, ...await saved('pm_card_authenticationRequired'), confirm: true, return_url: 'https://portal.example.org/back?attempt=7',
  });
  const { url } = asked.next_action.redirect_to_url;
  const left = await sandbox.submit(url, { answer: 'leave' });
  assert.match(left.headers.get('location'), /back\?attempt=7&payment_intent=pi_.*&redirect_status=pending$/);
  assert.equal((await stripe.paymentIntents.retrieve(asked.id)).status, 'requires_action');
  const canceled = await stripe.paymentIntents.cancel(asked.id, { cancellation_reason: 'abandoned' });
  assert.deepEqual([canceled.status, canceled.cancellation_reason, canceled.next_action], ['canceled', 'abandoned', null]);
  assert.ok(canceled.canceled_at);
  await sandbox.submit(url, { answer: 'confirm' });
  assert.deepEqual((await stripe.charges.list({ payment_intent: asked.id })).data, []);
  assert.equal((await rejection(stripe.paymentIntents.cancel(asked.id))).code, 'payment_intent_unexpected_state');
});

test('a confirmation can be asked for whatever the card, or be refused', async () => {
  const asked = await stripe.paymentIntents.create({
    ...amount, payment_method: 'pm_card_visa', confirm: true, payment_method_options: { card: { request_three_d_secure: 'any' } },
  });
  assert.deepEqual([asked.status, asked.next_action.type], ['requires_action', 'use_stripe_sdk']);
  const error = await rejection(stripe.paymentIntents.create({
    ...amount, payment_method: 'pm_card_authenticationRequired', confirm: true, error_on_requires_action: true,
  }));
  assert.deepEqual([error.statusCode, error.code], [402, 'authentication_required']);
});

test('what belongs to a confirmation comes with it', async () => {
  for (const field of ['off_session', 'error_on_requires_action'])
    assert.equal((await rejection(stripe.paymentIntents.create({ ...amount, [field]: true }))).param, field);
});

test('a payment is changed, confirmed and kept for later', async () => {
  const customer = (await stripe.customers.create()).id;
  const open = await stripe.paymentIntents.create({ ...amount, customer });
  const changed = await stripe.paymentIntents.update(open.id, {
    amount: 90000, description: 'Changed', metadata: { a: '1' }, setup_future_usage: 'off_session', payment_method: 'pm_card_visa',
  });
  assert.deepEqual([changed.status, changed.amount, changed.description, changed.metadata.a], ['requires_confirmation', 90000, 'Changed', '1']);
  const paid = await stripe.paymentIntents.confirm(open.id);
  assert.deepEqual([paid.status, paid.amount_received], ['succeeded', 90000]);
  assert.deepEqual((await stripe.customers.listPaymentMethods(customer)).data.map((m) => m.id), [paid.payment_method]);
  assert.equal((await rejection(stripe.paymentIntents.update(open.id, { amount: 1 }))).statusCode, 400);
});

test('words on a statement have their length, and a card has a suffix only', async () => {
  const refused = (more) => rejection(stripe.paymentIntents.create({ ...amount, ...more }));
  assert.equal((await refused({ statement_descriptor: 'SEASON' })).param, 'statement_descriptor');
  assert.equal((await refused({ statement_descriptor_suffix: 'S'.repeat(23) })).param, 'statement_descriptor_suffix');
  const debit = await stripe.paymentIntents.create({ amount: 5000, currency: 'eur', payment_method_types: ['sepa_debit'], statement_descriptor: 'SEASON' });
  assert.equal(debit.statement_descriptor, 'SEASON');
});

test('a reservation is given up', async () => {
  const reserved = await stripe.paymentIntents.create({ ...amount, payment_method: 'pm_card_visa', confirm: true, capture_method: 'manual' });
  const canceled = await stripe.paymentIntents.cancel(reserved.id, { cancellation_reason: 'requested_by_customer' });
  assert.deepEqual([canceled.status, canceled.amount_capturable], ['canceled', 0]);
});
