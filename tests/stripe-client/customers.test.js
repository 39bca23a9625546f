import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rejection, startSandbox } from './sandbox.js';

let sandbox, stripe;
before(async () => { sandbox = await startSandbox(); stripe = sandbox.client(); });
after(() => sandbox.stop());

test('a customer is made, changed, found and deleted', async () => {
  const made = await stripe.customers.create({
    name: 'Kari Nordmann', email: 'Kari@example.org', phone: '+47 12345678', preferred_locales: ['nb', 'en'],
    address: { line1: 'Storgata 1', city: 'Oslo', country: 'NO' }, metadata: { member: '10042', note: 'x' },
  });
  assert.match(made.id, /^cus_/);
  assert.deepEqual([made.object, made.livemode, made.balance, made.tax_exempt], ['customer', false, 0, 'none']);
  assert.equal(made.address.postal_code, null);

  const changed = await stripe.customers.update(made.id, { name: 'Kari N.', phone: '', metadata: { note: '', level: '3' } });
  assert.deepEqual([changed.name, changed.phone, changed.metadata], ['Kari N.', null, { member: '10042', level: '3' }]);

  assert.equal((await stripe.customers.list({ email: 'Kari@example.org' })).data.length, 1);
  assert.equal((await stripe.customers.list({ email: 'kari@example.org' })).data.length, 0);

  assert.deepEqual({ ...await stripe.customers.del(made.id) }, { id: made.id, object: 'customer', deleted: true });
  assert.equal((await stripe.customers.retrieve(made.id)).deleted, true);
  assert.equal((await stripe.customers.list({ email: 'Kari@example.org' })).data.length, 0);
});

test('a customer that never was is a 404', async () => {
  const error = await rejection(stripe.customers.retrieve('cus_none'));
  assert.deepEqual([error.type, error.statusCode, error.code, error.param], ['StripeInvalidRequestError', 404, 'resource_missing', 'id']);
});

test('the default method is one the customer holds, and is expanded', async () => {
  const customer = await stripe.customers.create({ payment_method: 'pm_card_visa' });
  const [method] = (await stripe.customers.listPaymentMethods(customer.id)).data;
  const changed = await stripe.customers.update(customer.id, {
    invoice_settings: { default_payment_method: method.id }, expand: ['invoice_settings.default_payment_method'],
  });
  assert.equal(changed.invoice_settings.default_payment_method.card.last4, '4242');
});

test('more metadata than there may be is refused', async () => {
  for (const metadata of [{ ['k'.repeat(41)]: 'v' }, { k: 'v'.repeat(501) }, Object.fromEntries([...Array(51).keys()].map((i) => [`k${i}`, 'v']))]) {
    assert.equal((await rejection(stripe.customers.create({ metadata }))).statusCode, 400);
  }
});

test('every field is taken and shown', async () => {
  const made = await stripe.customers.create({
    name: 'Kari', email: 'kari@example.org', phone: '+47 1', description: 'Member', tax_exempt: 'exempt', balance: -500,
    business_name: 'Kari AS', individual_name: 'Kari Nordmann', preferred_locales: ['nb'], tax_id_data: [{ type: 'no_vat', value: '123456789MVA' }],
    shipping: { name: 'Kari', phone: '1', address: { line1: 'Storgata 1', line2: '2', city: 'Oslo', state: 'Oslo', postal_code: '0155', country: 'NO' } },
  });
  assert.deepEqual(
    [made.description, made.tax_exempt, made.balance, made.business_name, made.individual_name, made.shipping.address.postal_code],
    ['Member', 'exempt', -500, 'Kari AS', 'Kari Nordmann', '0155']);
  for (const field of ['address', 'currency', 'default_source', 'delinquent', 'invoice_prefix', 'invoice_settings', 'created'])
    assert.ok(field in made, field);
  assert.deepEqual(
    Object.keys(made.invoice_settings).sort(), ['custom_fields', 'default_payment_method', 'footer', 'rendering_options']);
  for (const hidden of ['sources', 'subscriptions', 'tax', 'tax_ids']) assert.ok(!(hidden in made), hidden);
});

test('what is hidden is shown when it is expanded', async () => {
  const { id } = await stripe.customers.create({ tax_id_data: [{ type: 'no_vat', value: '123456789MVA' }] });
  const shown = await stripe.customers.retrieve(id, { expand: ['tax_ids', 'sources', 'subscriptions', 'tax', 'discount'] });
  assert.equal(shown.tax_ids.data[0].value, '123456789MVA');
  assert.deepEqual([shown.sources.data, shown.subscriptions.data, shown.discount], [[], [], null]);
  assert.ok(shown.tax.automatic_tax);
});

test('names and addresses have their length', async () => {
  for (const [field, value] of [['email', `${'k'.repeat(501)}@example.org`], ['business_name', 'k'.repeat(151)], ['individual_name', 'k'.repeat(151)], ['email', 'kari']])
    assert.equal((await rejection(stripe.customers.create({ [field]: value }))).param, field);
});

test('a deleted customer holds no methods', async () => {
  const { id } = await stripe.customers.create();
  const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: id });
  await stripe.customers.del(id);
  assert.equal((await stripe.paymentMethods.retrieve(method.id)).customer, null);
  assert.equal((await rejection(stripe.customers.update(id, { name: 'x' }))).code, 'resource_missing');
});
