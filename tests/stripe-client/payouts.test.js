// 6-stripe.md, 15.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { day, rejection, startSandbox } from './sandbox.js';

let sandbox, stripe;
beforeEach(async () => {
  await sandbox?.stop();
  sandbox = await startSandbox();
  stripe = sandbox.client();
});
after(() => sandbox.stop());

const pay = (payment_method = 'pm_card_visa', amount = 120000) =>
  stripe.paymentIntents.create({ amount, currency: 'nok', payment_method, confirm: true });
const debit = () => stripe.paymentIntents.create({
  amount: 5000, currency: 'eur', payment_method_types: ['sepa_debit'], confirm: true, mandate_data: { customer_acceptance: { type: 'offline' } },
  payment_method_data: { type: 'sepa_debit', sepa_debit: { iban: 'AT611904300234573201' }, billing_details: { name: 'Kari', email: 'kari@example.org' } },
});
const typesOf = async (query = {}) => (await stripe.balanceTransactions.list({ limit: 100, ...query })).data.map((t) => t.type).sort();

test('a payout is pending, in transit and paid by the clock alone', async () => {
  await pay();
  await sandbox.pass(4 * day);
  const [made] = (await stripe.payouts.list({ status: 'pending' })).data;
  assert.deepEqual(
    [made.automatic, made.type, made.method, made.currency, made.reconciliation_status],
    [true, 'bank_account', 'standard', 'nok', 'in_progress']);
  assert.match(made.id, /^po_/);
  assert.match(made.destination, /^ba_/);
  await sandbox.pass(day);
  assert.equal((await stripe.payouts.retrieve(made.id)).status, 'in_transit');
  await sandbox.pass(day);
  const paid = await stripe.payouts.retrieve(made.id);
  assert.deepEqual([paid.status, paid.reconciliation_status], ['paid', 'completed']);
  assert.ok(paid.trace_id.value);
});

test('payouts are found by status, day and destination', async () => {
  await pay();
  await sandbox.act('make-payouts');
  const [made] = (await stripe.payouts.list()).data;
  for (const query of [
    { status: 'pending' }, { arrival_date: { gte: made.arrival_date } }, { created: { lte: made.created } }, { destination: made.destination },
  ]) assert.deepEqual((await stripe.payouts.list(query)).data.map((p) => p.id), [made.id]);
  for (const query of [{ status: 'paid' }, { arrival_date: { gt: made.arrival_date } }, { destination: 'ba_none' }])
    assert.deepEqual((await stripe.payouts.list(query)).data, []);
});

test('what a payout consists of adds up to it', async () => {
  const first = await pay();
  await pay('pm_card_mastercard', 50000);
  await stripe.refunds.create({ payment_intent: first.id, amount: 20000 });
  await sandbox.act('make-payouts');
  const [payout] = (await stripe.payouts.list()).data;
  const parts = await stripe.balanceTransactions.list({ payout: payout.id, limit: 2 }).autoPagingToArray({ limit: 100 });
  assert.deepEqual(parts.map((t) => t.type).sort(), ['charge', 'charge', 'payout', 'refund']);
  assert.equal(parts.filter((t) => t.type !== 'payout').reduce((sum, t) => sum + t.net, 0), payout.amount);
  await sandbox.act('pay-payout', payout.id);
  assert.equal(JSON.parse((await sandbox.hook.of('payout.reconciliation_completed')).body).data.object.id, payout.id);
  assert.equal((await rejection(stripe.balanceTransactions.list({ payout: 'po_none' }))).statusCode, 400);
});

test('a paid payout can fail later, for each reason, and its money is in the next', async () => {
  await pay();
  for (const code of [
    'account_closed', 'account_frozen', 'bank_account_restricted', 'bank_ownership_changed', 'could_not_process', 'debit_not_authorized',
    'declined', 'incorrect_account_holder_name', 'incorrect_account_holder_address', 'incorrect_account_holder_tax_id',
    'insufficient_funds', 'invalid_account_number', 'invalid_currency', 'no_account', 'unsupported_card',
  ]) {
    await sandbox.act('make-payouts');
    const [payout] = (await stripe.payouts.list({ limit: 1 })).data;
    await sandbox.act('pay-payout', payout.id);
    await sandbox.act('fail-payout', payout.id, { code });
    const failed = await stripe.payouts.retrieve(payout.id, { expand: ['failure_balance_transaction'] });
    assert.deepEqual(
      [failed.status, failed.failure_code, failed.failure_balance_transaction.type, failed.failure_balance_transaction.amount],
      ['failed', code, 'payout_failure', failed.amount]);
    assert.ok(failed.failure_message);
  }
});

test('a payout can be canceled before it is sent', async () => {
  await pay();
  await sandbox.act('make-payouts');
  const [payout] = (await stripe.payouts.list()).data;
  await sandbox.act('cancel-payout', payout.id);
  const canceled = await stripe.payouts.retrieve(payout.id, { expand: ['failure_balance_transaction'] });
  assert.deepEqual([canceled.status, canceled.failure_balance_transaction.type], ['canceled', 'payout_cancel']);
});

test('a payout below nothing takes from our bank account', async () => {
  const paid = await pay();
  await sandbox.act('make-payouts');
  await sandbox.act('open-dispute', paid.latest_charge);
  await sandbox.act('make-payouts');
  assert.equal((await stripe.payouts.list({ limit: 1 })).data[0].amount < 0, true);
});

test('a movement is gross, fee and net, in a currency, and available after a while', async () => {
  const paid = await pay();
  const [moved] = (await stripe.balanceTransactions.list({ source: paid.latest_charge })).data;
  assert.match(moved.id, /^txn_/);
  assert.deepEqual(
    [moved.amount, moved.net, moved.currency, moved.status, moved.reporting_category, moved.balance_type, moved.exchange_rate],
    [120000, 120000 - moved.fee, 'nok', 'pending', 'charge', 'payments', null]);
  assert.deepEqual([moved.fee_details[0].type, moved.fee_details[0].amount, moved.fee_details[0].currency], ['stripe_fee', moved.fee, 'nok']);
  await sandbox.pass(3 * day);
  assert.equal((await stripe.balanceTransactions.retrieve(moved.id)).status, 'available');
});

test('movements of cards have their types, and can be found by them', async () => {
  const paid = await pay('pm_card_refundFail');
  const refund = await stripe.refunds.create({ payment_intent: paid.id });
  await stripe.refunds.retrieve(refund.id);
  await sandbox.act('open-dispute', (await pay()).latest_charge);
  assert.deepEqual(await typesOf(), ['adjustment', 'charge', 'charge', 'refund', 'refund_failure']);
  for (const type of ['adjustment', 'refund', 'refund_failure'])
    assert.deepEqual(await typesOf({ type }), [type]);
  assert.deepEqual(await typesOf({ currency: 'eur' }), []);
  assert.equal((await typesOf({ created: { gte: paid.created } })).length, 5);
});

test('movements of debits have their own', async () => {
  const paid = await debit();
  await stripe.paymentIntents.retrieve(paid.id);
  const refund = await stripe.refunds.create({ payment_intent: paid.id });
  assert.match(refund.id, /^pyr_/);
  await sandbox.act('fail-refund', refund.id);
  assert.deepEqual(await typesOf(), ['payment', 'payment_failure_refund', 'payment_refund']);
});

test('a payout tells all about itself', async () => {
  await pay();
  await sandbox.act('make-payouts');
  const [payout] = (await stripe.payouts.list()).data;
  assert.deepEqual(
    [payout.object, payout.livemode, payout.source_type, payout.metadata, payout.original_payout, payout.reversed_by],
    ['payout', false, 'card', {}, null, null]);
  assert.match(payout.balance_transaction, /^txn_/);
  for (const field of [
    'amount', 'arrival_date', 'created', 'description', 'failure_balance_transaction', 'failure_code', 'failure_message', 'statement_descriptor', 'trace_id',
  ]) assert.ok(field in payout, field);
});
