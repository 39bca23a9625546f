// 6-stripe.md, 16: what happens is told.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { day, rejection, startSandbox } from './sandbox.js';

let sandbox, stripe;
before(async () => { sandbox = await startSandbox({ banksTake: 600 }); stripe = sandbox.client(); });
after(() => sandbox.stop());

const back = { return_url: 'https://portal.example.org/back' };
const nok = { amount: 120000, currency: 'nok', confirm: true };
const account = { type: 'sepa_debit', sepa_debit: { iban: 'AT611904300234573201' }, billing_details: { name: 'Kari', email: 'kari@example.org' } };
const mandate = { mandate_data: { customer_acceptance: { type: 'offline' } } };
const card = { email: 'kari@example.org', number: '4242424242424242', expiry: '12/40', cvc: '123', name: 'Kari' };
const debitForm = { email: 'kari@example.org', iban: 'AT611904300234573201', name: 'Kari' };

async function told(...expected) {
  const types = (await stripe.events.list({ limit: 100 }).autoPagingToArray({ limit: 1000 })).map((e) => e.type);
  assert.deepEqual(expected.filter((type) => !types.includes(type)), []);
}

const page = (more = {}) => stripe.checkout.sessions.create({
  mode: 'payment', success_url: 'https://portal.example.org/done', payment_method_types: ['card', 'sepa_debit'],
  line_items: [{ quantity: 1, price_data: { currency: 'eur', unit_amount: 5000, product_data: { name: 'Training' } } }], ...more,
});

test('payment pages', async () => {
  await sandbox.submit((await page()).url, card);
  const [pays, refuses] = [await page(), await page()];
  for (const { url } of [pays, refuses]) await sandbox.submit(`${url}?method=sepa_debit`, debitForm);
  const intentOf = async ({ id }) => (await stripe.checkout.sessions.retrieve(id)).payment_intent;
  await sandbox.act('settle-debit', await intentOf(pays));
  await sandbox.act('bounce-debit', await intentOf(refuses));
  await stripe.checkout.sessions.expire((await page()).id);
  await told(
    'checkout.session.completed', 'checkout.session.async_payment_succeeded', 'checkout.session.async_payment_failed', 'checkout.session.expired');
});

test('setups', async () => {
  const customer = (await stripe.customers.create()).id;
  const asked = await stripe.setupIntents.create({ customer, payment_method: 'pm_card_authenticationRequired', confirm: true, ...back });
  await sandbox.submit(asked.next_action.redirect_to_url.url, { answer: 'refuse' });
  await stripe.setupIntents.cancel(asked.id);
  await stripe.setupIntents.create({ customer, payment_method: 'pm_card_visa', confirm: true });
  await told('setup_intent.created', 'setup_intent.requires_action', 'setup_intent.setup_failed', 'setup_intent.canceled', 'setup_intent.succeeded');
});

test('payments', async () => {
  await stripe.paymentIntents.create({ ...nok, payment_method: 'pm_card_visa' });
  await rejection(stripe.paymentIntents.create({ ...nok, payment_method: 'pm_card_visa_chargeDeclined' }));
  const asked = await stripe.paymentIntents.create({ ...nok, payment_method: 'pm_card_authenticationRequired', ...back });
  await stripe.paymentIntents.cancel(asked.id);
  await stripe.paymentIntents.create({ amount: 5000, currency: 'eur', confirm: true, payment_method_types: ['sepa_debit'], payment_method_data: account, ...mandate });
  await told(
    'payment_intent.created', 'payment_intent.succeeded', 'payment_intent.payment_failed', 'payment_intent.requires_action',
    'payment_intent.canceled', 'payment_intent.processing', 'charge.succeeded', 'charge.failed', 'charge.pending');
});

test('refunds and disputes', async () => {
  const refund = await stripe.refunds.create({ payment_intent: (await stripe.paymentIntents.create({ ...nok, payment_method: 'pm_card_pendingRefund' })).id });
  await sandbox.act('succeed-refund', refund.id);
  await sandbox.act('fail-refund', refund.id);
  for (const end of ['win-dispute', 'lose-dispute']) {
    const { latest_charge } = await stripe.paymentIntents.create({ ...nok, payment_method: 'pm_card_visa' });
    await sandbox.act('open-dispute', latest_charge);
    const [dispute] = (await stripe.disputes.list({ charge: latest_charge })).data;
    assert.equal((await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: 'She trained all year.' } })).status, 'under_review');
    await sandbox.act(end, dispute.id);
  }
  await told(
    'charge.refunded', 'refund.created', 'refund.updated', 'refund.failed', 'charge.dispute.created', 'charge.dispute.updated',
    'charge.dispute.closed', 'charge.dispute.funds_withdrawn', 'charge.dispute.funds_reinstated');
});

test('methods, mandates and customers', async () => {
  const customer = (await stripe.customers.create()).id;
  const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer });
  await stripe.paymentMethods.update(id, { card: { exp_year: 2039 } });
  await sandbox.act('update-card', id);
  await stripe.paymentMethods.detach(id);
  const setup = await stripe.setupIntents.create({ customer, confirm: true, payment_method_types: ['sepa_debit'], payment_method_data: account, ...mandate });
  await stripe.paymentMethods.detach(setup.payment_method);
  await stripe.customers.update(customer, { name: 'Kari' });
  await stripe.customers.del(customer);
  await told(
    'payment_method.attached', 'payment_method.updated', 'payment_method.automatically_updated', 'payment_method.detached',
    'mandate.updated', 'customer.created', 'customer.updated', 'customer.deleted');
});

test('payouts', async () => {
  for (const end of ['pay-payout', 'fail-payout', 'cancel-payout']) {
    await stripe.paymentIntents.create({ ...nok, payment_method: 'pm_card_visa' });
    await sandbox.act('make-payouts');
    const payout = (await stripe.payouts.list({ limit: 10 })).data.find((p) => p.currency === 'nok');
    await sandbox.act(end, payout.id);
  }
  await told('payout.created', 'payout.updated', 'payout.paid', 'payout.failed', 'payout.canceled', 'payout.reconciliation_completed');
});

test('an event has its envelope', async () => {
  const made = await stripe.customers.create({ name: 'Kari' }, { idempotencyKey: 'of the event' });
  const event = (await stripe.events.list({ type: 'customer.created', limit: 1 })).data[0];
  assert.match(event.id, /^evt_/);
  assert.deepEqual(
    [event.object, event.api_version, event.livemode, event.request, event.data.object.id, 'previous_attributes' in event.data],
    ['event', '2026-07-29.dahlia', false, { id: made.lastResponse.requestId, idempotency_key: 'of the event' }, made.id, false]);
  await stripe.paymentIntents.create({ ...nok, payment_method: 'pm_card_visa' });
  await sandbox.act('make-payouts');
  assert.deepEqual((await stripe.events.list({ type: 'payout.created', limit: 1 })).data[0].request, { id: null, idempotency_key: null });
});

test('what an event holds never changes, and the object is fetched anew', async () => {
  const { id } = await stripe.customers.create({ name: 'Before' });
  const event = (await stripe.events.list({ type: 'customer.created', limit: 1 })).data[0];
  await stripe.customers.update(id, { name: 'After' });
  assert.equal((await stripe.events.retrieve(event.id)).data.object.name, 'Before');
  assert.equal((await stripe.customers.retrieve(id)).name, 'After');
});

test('events are found by type, by a family of types and by time', async () => {
  await stripe.customers.create();
  const { data } = await stripe.events.list({ type: 'customer.*', limit: 100 });
  assert.ok(data.length > 1 && data.every((e) => e.type.startsWith('customer.')));
  assert.deepEqual((await stripe.events.list({ created: { gt: data[0].created + day } })).data, []);
  assert.equal((await stripe.events.list({ types: ['customer.created', 'payout.paid'], limit: 1 })).data[0].id, data[0].id);
});
