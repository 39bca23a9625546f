import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rejection, startSandbox } from './sandbox.js';

let sandbox, stripe;
before(async () => { sandbox = await startSandbox(); stripe = sandbox.client(); });
after(() => sandbox.stop());

test('a token is attached, listed both ways, updated and detached for good', async () => {
  const customer = await stripe.customers.create();
  const method = await stripe.paymentMethods.attach('pm_card_amex', { customer: customer.id });
  assert.deepEqual([method.customer, method.type, method.card.brand, method.card.last4], [customer.id, 'card', 'amex', '0005']);
  assert.deepEqual((await stripe.paymentMethods.list({ customer: customer.id, type: 'card' })).data.map((m) => m.id), [method.id]);
  assert.deepEqual((await stripe.customers.listPaymentMethods(customer.id)).data.map((m) => m.id), [method.id]);

  const updated = await stripe.paymentMethods.update(method.id, { card: { exp_month: 5, exp_year: 2033 }, billing_details: { name: 'Kari' } });
  assert.deepEqual([updated.card.exp_month, updated.card.exp_year, updated.billing_details.name], [5, 2033, 'Kari']);

  assert.equal((await stripe.paymentMethods.detach(method.id)).customer, null);
  const again = await rejection(stripe.paymentMethods.attach(method.id, { customer: customer.id }));
  assert.equal(again.type, 'StripeInvalidRequestError');
  assert.match(again.message, /It may not be used again/);
});

test('a card the bank declines is not attached, except the one that declines later', async () => {
  const customer = await stripe.customers.create();
  const error = await rejection(stripe.paymentMethods.attach('pm_card_visa_chargeDeclinedStolenCard', { customer: customer.id }));
  assert.deepEqual([error.type, error.statusCode, error.code, error.decline_code], ['StripeCardError', 402, 'card_declined', 'stolen_card']);
  assert.equal((await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer: customer.id })).card.last4, '0341');
});

test('a setup attaches the card, or says why not', async () => {
  const customer = await stripe.customers.create();
  const done = await stripe.setupIntents.create({ customer: customer.id, payment_method: 'pm_card_visa', confirm: true, expand: ['payment_method'] });
  assert.deepEqual([done.status, done.usage, done.payment_method.customer], ['succeeded', 'off_session', customer.id]);

  const error = await rejection(stripe.setupIntents.create({ customer: customer.id, payment_method: 'pm_card_visa_chargeDeclined', confirm: true }));
  assert.deepEqual([error.type, error.setup_intent.status], ['StripeCardError', 'requires_payment_method']);

  const open = await stripe.setupIntents.create({ customer: customer.id });
  assert.equal((await stripe.setupIntents.cancel(open.id, { cancellation_reason: 'duplicate' })).cancellation_reason, 'duplicate');
  assert.equal((await stripe.setupIntents.list({ customer: customer.id })).data.length, 3);
});

test('an account is set up with a mandate', async () => {
  const customer = await stripe.customers.create();
  const done = await stripe.setupIntents.create({
    customer: customer.id, payment_method_types: ['sepa_debit'], confirm: true,
    payment_method_data: {
      type: 'sepa_debit', sepa_debit: { iban: 'AT611904300234573201' }, billing_details: { name: 'Kari', email: 'kari@example.org' },
    },
    mandate_data: { customer_acceptance: { type: 'online', online: { ip_address: '192.0.2.1', user_agent: 'test' } } },
  });
  const mandate = await stripe.mandates.retrieve(done.mandate);
  assert.deepEqual([done.status, mandate.status, mandate.type, mandate.payment_method], ['succeeded', 'active', 'multi_use', done.payment_method]);
});

test('the network sends a new card', async () => {
  const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer: (await stripe.customers.create()).id });
  await sandbox.act('update-card', id, { exp_month: 3, exp_year: 2035 });
  const delivered = JSON.parse((await sandbox.hook.of('payment_method.automatically_updated')).body);
  assert.deepEqual([delivered.data.object.id, delivered.data.object.card.exp_year], [id, 2035]);
  assert.equal((await stripe.paymentMethods.retrieve(id)).card.exp_year, 2035);
});
