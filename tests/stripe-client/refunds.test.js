import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rejection, startSandbox } from './sandbox.js';

let sandbox, stripe;
before(async () => { sandbox = await startSandbox(); stripe = sandbox.client(); });
after(() => sandbox.stop());

const pay = (payment_method = 'pm_card_visa') =>
  stripe.paymentIntents.create({ amount: 120000, currency: 'nok', payment_method, confirm: true });

test('a payment is refunded in parts and no further', async () => {
  const { id, latest_charge } = await pay();
  const part = await stripe.refunds.create({ payment_intent: id, amount: 50000, reason: 'requested_by_customer' });
  assert.deepEqual([part.status, part.charge], ['succeeded', latest_charge]);
  const error = await rejection(stripe.refunds.create({ payment_intent: id, amount: 70001 }));
  assert.deepEqual([error.type, error.statusCode, error.param], ['StripeInvalidRequestError', 400, 'amount']);
  await stripe.refunds.create({ charge: latest_charge });
  assert.equal((await rejection(stripe.refunds.create({ charge: latest_charge }))).code, 'charge_already_refunded');
  assert.equal((await stripe.charges.retrieve(latest_charge)).refunded, true);
  assert.equal((await stripe.refunds.list({ payment_intent: id })).data.length, 2);
});

test('a refund can be pending first', async () => {
  const refund = await stripe.refunds.create({ payment_intent: (await pay('pm_card_pendingRefund')).id });
  assert.equal(refund.status, 'pending');
  assert.equal((await stripe.refunds.retrieve(refund.id)).status, 'succeeded');
});

test('a refund can fail after it succeeded', async () => {
  const refund = await stripe.refunds.create({ payment_intent: (await pay('pm_card_refundFail')).id });
  assert.equal(refund.status, 'succeeded');
  const failed = await stripe.refunds.retrieve(refund.id, { expand: ['failure_balance_transaction'] });
  assert.deepEqual([failed.status, failed.failure_balance_transaction.type], ['failed', 'refund_failure']);
  assert.equal(JSON.parse((await sandbox.hook.of('refund.failed')).body).data.object.id, refund.id);
});

test('a dispute is opened by the bank and won on demand', async () => {
  const { latest_charge } = await pay('pm_card_createDispute');
  const [dispute] = (await stripe.disputes.list({ charge: latest_charge })).data;
  assert.deepEqual([dispute.status, dispute.reason, dispute.amount], ['needs_response', 'fraudulent', 120000]);
  await sandbox.act('win-dispute', dispute.id);
  assert.equal((await stripe.disputes.retrieve(dispute.id)).status, 'won');
});

test('the balance has a line for every movement', async () => {
  const { latest_charge } = await pay();
  await stripe.refunds.create({ charge: latest_charge, amount: 1000 });
  const [charge] = (await stripe.balanceTransactions.list({ source: latest_charge })).data;
  assert.deepEqual([charge.type, charge.fee_details[0].type, charge.status], ['charge', 'stripe_fee', 'pending']);
  assert.equal((await stripe.balanceTransactions.list({ type: 'refund', limit: 1 })).data[0].amount, -1000);
  assert.deepEqual((await stripe.payouts.list()).data, []);
});

test('a refund tells all about itself', async () => {
  const { id, latest_charge, payment_method } = await pay();
  const refund = await stripe.refunds.create({
    payment_intent: id, amount: 1000, reason: 'duplicate', metadata: { a: '1' }, instructions_email: 'kari@example.org',
  });
  assert.match(refund.id, /^re_/);
  assert.deepEqual(
    [refund.amount, refund.currency, refund.charge, refund.payment_intent, refund.payment_method, refund.reason, refund.metadata.a],
    [1000, 'nok', latest_charge, id, payment_method, 'duplicate', '1']);
  assert.deepEqual([refund.destination_details.type, refund.destination_details.card.type], ['card', 'refund']);
  assert.match(refund.balance_transaction, /^txn_/);
  for (const field of ['customer', 'failure_reason', 'pending_reason', 'failure_balance_transaction', 'receipt_number', 'created'])
    assert.ok(field in refund, field);
  assert.equal((await rejection(stripe.refunds.create({ payment_intent: id, reason: 'expired_uncaptured_charge' }))).param, 'reason');
});

test('a refund is canceled only where it waits for the person', async () => {
  const refund = await stripe.refunds.create({ payment_intent: (await pay()).id });
  assert.equal((await rejection(stripe.refunds.cancel(refund.id))).statusCode, 400);
});

test('a refund waits while the balance does not cover it', async () => {
  const { id } = await pay();
  await sandbox.act('make-payouts');
  const refund = await stripe.refunds.create({ payment_intent: id });
  assert.deepEqual([refund.status, refund.pending_reason, refund.balance_transaction], ['pending', 'insufficient_funds', null]);
  await pay();
  await sandbox.pass(3600);
  assert.equal((await stripe.refunds.retrieve(refund.id)).status, 'succeeded');
});

test('a refund fails later for the reason that is picked, and can be made again', async () => {
  const { id } = await pay();
  for (const code of [
    'lost_or_stolen_card', 'expired_or_canceled_card', 'charge_for_pending_refund_disputed', 'insufficient_funds', 'declined', 'merchant_request', 'unknown',
  ]) {
    const refund = await stripe.refunds.create({ payment_intent: id });
    await sandbox.act('fail-refund', refund.id, { code });
    assert.equal((await stripe.refunds.retrieve(refund.id)).failure_reason, code);
  }
});

test('what cannot be refunded says why', async () => {
  const declined = await rejection(pay('pm_card_visa_chargeDeclined'));
  assert.equal((await rejection(stripe.refunds.create({ payment_intent: declined.payment_intent.id }))).code, 'charge_not_refundable');
  const disputed = (await pay()).latest_charge;
  await sandbox.act('open-dispute', disputed);
  assert.equal((await rejection(stripe.refunds.create({ charge: disputed }))).code, 'charge_disputed');
  assert.equal((await rejection(stripe.refunds.create({ charge: 'ch_none' }))).code, 'resource_missing');
  assert.equal((await rejection(stripe.refunds.create({}))).code, 'parameter_missing');
});

test('a dispute takes the money, is answered, and gives it back when won', async () => {
  const { latest_charge } = await pay();
  await sandbox.act('open-dispute', latest_charge);
  const [dispute] = (await stripe.disputes.list({ charge: latest_charge })).data;
  assert.equal((await stripe.charges.retrieve(latest_charge)).disputed, true);
  const staged = await stripe.disputes.update(dispute.id, { evidence: { customer_name: 'Kari' }, submit: false });
  assert.deepEqual([staged.status, staged.evidence.customer_name], ['needs_response', 'Kari']);
  assert.equal((await stripe.disputes.update(dispute.id, { submit: true })).status, 'under_review');
  await sandbox.act('win-dispute', dispute.id);
  const won = await stripe.disputes.retrieve(dispute.id);
  assert.deepEqual(won.balance_transactions.map((t) => [t.type, Math.sign(t.amount)]), [['adjustment', -1], ['adjustment', 1]]);
  assert.equal((await rejection(stripe.disputes.close(dispute.id))).statusCode, 400);
});
