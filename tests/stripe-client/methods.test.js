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

test('a card tells all about itself', async () => {
  const { card, ...method } = await stripe.paymentMethods.attach('pm_card_visa', { customer: (await stripe.customers.create()).id });
  assert.match(method.id, /^pm_/);
  assert.deepEqual([method.type, method.livemode, method.allow_redisplay, method.metadata], ['card', false, 'unspecified', {}]);
  assert.deepEqual(Object.keys(method.billing_details).sort(), ['address', 'email', 'name', 'phone', 'tax_id']);
  assert.deepEqual(
    [card.brand, card.display_brand, card.last4, card.funding, card.country, card.generated_from, card.wallet, card.checks.cvc_check],
    ['visa', 'visa', '4242', 'credit', 'US', null, null, 'pass']);
  assert.deepEqual([card.networks, card.three_d_secure_usage], [{ available: ['visa'], preferred: null }, { supported: true }]);
  assert.ok(card.fingerprint && card.regulated_status && card.exp_month && card.exp_year);
});

test('an account tells all about itself', async () => {
  const { sepa_debit, type } = await stripe.paymentMethods.create({
    type: 'sepa_debit', sepa_debit: { iban: 'AT611904300234573201' }, billing_details: { name: 'Kari', email: 'kari@example.org' },
  });
  assert.equal(type, 'sepa_debit');
  assert.deepEqual(
    [sepa_debit.bank_code, sepa_debit.branch_code, sepa_debit.country, sepa_debit.last4, sepa_debit.generated_from],
    ['19043', '', 'AT', '3201', { charge: null, setup_attempt: null }]);
  assert.ok(sepa_debit.fingerprint);
});

test('a method is changed field by field', async () => {
  const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer: (await stripe.customers.create()).id });
  const changed = await stripe.paymentMethods.update(id, {
    allow_redisplay: 'always', metadata: { a: '1' }, billing_details: { address: { city: 'Oslo' }, email: 'kari@example.org', phone: '1' },
  });
  assert.deepEqual(
    [changed.allow_redisplay, changed.metadata, changed.billing_details.address.city, changed.billing_details.email, changed.card.last4],
    ['always', { a: '1' }, 'Oslo', 'kari@example.org', '4242']);
});

test("another customer's method is refused", async () => {
  const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer: (await stripe.customers.create()).id });
  const other = (await stripe.customers.create()).id;
  const charge = { amount: 5000, currency: 'nok', payment_method: id, confirm: true };
  for (const use of [
    () => stripe.paymentIntents.create({ ...charge, customer: other }), () => stripe.paymentIntents.create(charge),
    () => stripe.paymentMethods.attach(id, { customer: other }), () => stripe.setupIntents.create({ customer: other, payment_method: id }),
  ]) {
    const error = await rejection(use());
    assert.deepEqual([error.type, error.statusCode], ['StripeInvalidRequestError', 400]);
  }
});

test('a method paid with and not kept is spent', async () => {
  const { id } = await stripe.paymentMethods.create({ type: 'card', card: { number: '4242424242424242', exp_month: 12, exp_year: 2040, cvc: '123' } });
  const pay = () => stripe.paymentIntents.create({ amount: 5000, currency: 'nok', payment_method: id, confirm: true });
  await pay();
  assert.match((await rejection(pay())).message, /It may not be used again/);
});

test('methods are listed by type', async () => {
  const customer = (await stripe.customers.create()).id;
  await stripe.paymentMethods.attach('pm_card_visa', { customer });
  assert.equal((await stripe.customers.listPaymentMethods(customer, { type: 'card' })).data.length, 1);
  assert.equal((await stripe.customers.listPaymentMethods(customer, { type: 'sepa_debit' })).data.length, 0);
  assert.equal((await stripe.paymentMethods.list({ customer, type: 'sepa_debit' })).data.length, 0);
});

test('a setup tells all about itself and asks the bank first', async () => {
  const customer = (await stripe.customers.create()).id;
  const open = await stripe.setupIntents.create({
    customer, usage: 'on_session', description: 'Card on file', metadata: { a: '1' }, automatic_payment_methods: { enabled: true },
  });
  assert.match(open.id, /^seti_/);
  assert.deepEqual(
    [open.status, open.usage, open.description, open.metadata.a, open.customer, open.payment_method, open.mandate, open.next_action],
    ['requires_payment_method', 'on_session', 'Card on file', '1', customer, null, null, null]);
  for (const field of ['client_secret', 'single_use_mandate', 'latest_attempt', 'last_setup_error', 'cancellation_reason', 'payment_method_types'])
    assert.ok(field in open, field);

  const chosen = await stripe.setupIntents.update(open.id, { payment_method: 'pm_card_authenticationRequired' });
  assert.equal(chosen.status, 'requires_confirmation');
  const asked = await stripe.setupIntents.confirm(open.id, { return_url: 'https://portal.example.org/back' });
  assert.deepEqual([asked.status, asked.next_action.redirect_to_url.return_url], ['requires_action', 'https://portal.example.org/back']);
  await sandbox.submit(asked.next_action.redirect_to_url.url, { answer: 'refuse' });
  const refused = await stripe.setupIntents.retrieve(open.id);
  assert.deepEqual([refused.status, refused.last_setup_error.code], ['requires_payment_method', 'setup_intent_authentication_failure']);

  const again = await stripe.setupIntents.confirm(open.id, {
    payment_method_data: { type: 'card', card: { number: '4000002760003184', exp_month: 12, exp_year: 2040, cvc: '123' } },
    return_url: 'https://portal.example.org/back', use_stripe_sdk: false,
  });
  await sandbox.submit(again.next_action.redirect_to_url.url, { answer: 'confirm' });
  const done = await stripe.setupIntents.retrieve(open.id, { expand: ['payment_method'] });
  assert.deepEqual([done.status, done.payment_method.customer], ['succeeded', customer]);
});

test('what belongs to a confirmation comes with it', async () => {
  for (const [field, value] of [['return_url', 'https://portal.example.org/'], ['mandate_data', { customer_acceptance: { type: 'offline' } }]])
    assert.equal((await rejection(stripe.setupIntents.create({ [field]: value }))).param, field);
});
