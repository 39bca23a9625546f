// 6-stripe.md, 14 and 18: every reason for which a bank says no.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rejection, startSandbox } from './sandbox.js';

let sandbox, stripe, customer, method;
before(async () => {
  sandbox = await startSandbox();
  stripe = sandbox.client();
  customer = (await stripe.customers.create()).id;
  method = (await stripe.paymentMethods.attach('pm_card_visa', { customer })).id;
});
after(() => sandbox.stop());

const charge = () => stripe.paymentIntents.create({ amount: 5000, currency: 'nok', customer, payment_method: method, confirm: true, off_session: true });

async function declined(code) {
  await sandbox.act('decline-card', method, { code });
  return rejection(charge());
}

async function declinedWithAdvice(codes, advice) {
  for (const code of codes) {
    const error = await declined(code);
    assert.deepEqual(
      [error.type, error.statusCode, error.decline_code, error.raw.advice_code, error.payment_intent.status],
      ['StripeCardError', 402, code, advice, 'requires_payment_method'], code);
  }
}

test('insufficient funds', () =>
  declinedWithAdvice(['insufficient_funds', 'card_velocity_exceeded', 'withdrawal_count_limit_exceeded'], 'try_again_later'));

test('expired card', () => declinedWithAdvice(['expired_card'], 'do_not_try_again'));

test('invalid information', () => declinedWithAdvice([
  'incorrect_number', 'invalid_number', 'incorrect_cvc', 'invalid_cvc', 'invalid_expiry_month', 'invalid_expiry_year', 'incorrect_zip',
  'incorrect_address', 'invalid_account', 'new_account_information_available', 'invalid_amount', 'incorrect_pin', 'invalid_pin',
  'pin_try_exceeded', 'offline_pin_required', 'online_or_offline_pin_required',
], 'confirm_card_data'));

test('lost, stolen or blocked', () => declinedWithAdvice([
  'lost_card', 'stolen_card', 'pickup_card', 'restricted_card', 'fraudulent', 'merchant_blacklist', 'security_violation',
], 'do_not_try_again'));

test('not permitted', () => declinedWithAdvice([
  'card_not_supported', 'currency_not_supported', 'not_permitted', 'service_not_allowed', 'transaction_not_allowed', 'stop_payment_order',
  'revocation_of_authorization', 'revocation_of_all_authorizations', 'do_not_try_again', 'testmode_decline',
], 'do_not_try_again'));

test('needs authentication', () => declinedWithAdvice(['authentication_required', 'approve_with_id'], 'try_again_later'));

test('temporary', () => declinedWithAdvice([
  'processing_error', 'issuer_not_available', 'try_again_later', 'reenter_transaction', 'duplicate_transaction',
], 'try_again_later'));

test('generic', () => declinedWithAdvice(['generic_decline', 'do_not_honor', 'call_issuer', 'no_action_taken'], 'try_again_later'));

test('the decline code repeats the code where that says it all, and may be absent', async () => {
  for (const code of ['expired_card', 'incorrect_cvc', 'processing_error', 'authentication_required'])
    assert.equal((await declined(code)).code, code);
  assert.equal((await declined('lost_card')).code, 'card_declined');
  for (const code of ['expired_payment_method', 'card_decline_rate_limit_exceeded']) {
    const error = await declined(code);
    assert.deepEqual([error.code, error.raw.decline_code], [code, undefined]);
  }
});

test('a card declines until the bank thinks better of it or sends a new one', async () => {
  await declined('lost_card');
  await sandbox.act('accept-card', method);
  assert.equal((await charge()).status, 'succeeded');
  await declined('expired_card');
  await sandbox.act('update-card', method);
  assert.equal((await charge()).status, 'succeeded');
});

test('a bank that wants the person asks them when they are there', async () => {
  assert.equal((await declined('authentication_required')).payment_intent.next_action, null);
  const asked = await stripe.paymentIntents.create({
    amount: 5000, currency: 'nok', customer, payment_method: method, confirm: true, return_url: 'https://portal.example.org/back',
  });
  assert.equal(asked.next_action.type, 'redirect_to_url');
});
