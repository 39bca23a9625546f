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

test('a session tells all about itself', async () => {
  const open = await stripe.checkout.sessions.create({
    ...payment, metadata: { a: '1' }, payment_intent_data: { metadata: { b: '2' } }, customer_email: 'kari@example.org', locale: 'nb', submit_type: 'pay',
  });
  assert.match(open.id, /^cs_test_/);
  assert.deepEqual(
    [open.object, open.mode, open.currency, open.amount_subtotal, open.amount_total, open.locale, open.livemode, open.metadata],
    ['checkout.session', 'payment', 'nok', 120000, 120000, 'nb', false, { a: '1' }]);
  assert.equal(open.customer_details.email, 'kari@example.org');
  assert.equal(open.expires_at - open.created, 24 * 60 * 60);
  for (const field of [
    'url', 'customer', 'total_details', 'setup_intent', 'payment_method_types', 'success_url', 'cancel_url', 'after_expiration', 'consent',
    'custom_fields', 'custom_text', 'shipping_options', 'automatic_tax', 'client_reference_id',
  ]) assert.ok(field in open, field);
  assert.ok(!('line_items' in open));
  await sandbox.submit(open.url, card);
  const { payment_intent } = await stripe.checkout.sessions.retrieve(open.id, { expand: ['payment_intent'] });
  assert.deepEqual(payment_intent.metadata, { b: '2' });
});

test('a debit leaves the session unpaid until the bank answers', async () => {
  const euros = { ...payment, payment_method_types: ['card', 'sepa_debit'], line_items: [{ quantity: 1, price_data: { currency: 'eur', unit_amount: 5000, product_data: { name: 'Training' } } }] };
  for (const [iban, answer, status] of [['AT321904300235473204', 'settle-debit', 'paid'], ['AT321904300235473204', 'bounce-debit', 'unpaid']]) {
    const open = await stripe.checkout.sessions.create(euros);
    await sandbox.submit(`${open.url}?method=sepa_debit`, { email: 'kari@example.org', iban, name: 'Kari' });
    const waiting = await stripe.checkout.sessions.retrieve(open.id, { expand: ['payment_intent'] });
    assert.deepEqual([waiting.status, waiting.payment_status, waiting.payment_intent.status], ['complete', 'unpaid', 'processing']);
    await sandbox.act(answer, waiting.payment_intent.id);
    assert.equal((await stripe.checkout.sessions.retrieve(open.id)).payment_status, status);
  }
});

test('setup mode takes cards and accounts, for a currency', async () => {
  const setup = { mode: 'setup', success_url: 'https://portal.example.org/saved?s={CHECKOUT_SESSION_ID}' };
  const customer = (await stripe.customers.create({ email: 'kari@example.org' })).id;
  const open = await stripe.checkout.sessions.create({ ...setup, customer, currency: 'eur', payment_method_types: ['card', 'sepa_debit'] });
  assert.deepEqual(open.payment_method_types, ['card', 'sepa_debit']);
  const saved = await sandbox.submit(`${open.url}?method=sepa_debit`, { iban: 'AT611904300234573201', name: 'Kari Nordmann' });
  assert.equal(saved.headers.get('location'), `https://portal.example.org/saved?s=${open.id}`);
  const { setup_intent: done } = await stripe.checkout.sessions.retrieve(open.id, { expand: ['setup_intent.payment_method', 'setup_intent.mandate'] });
  assert.deepEqual(
    [done.payment_method.type, done.payment_method.customer, done.mandate.status, done.mandate.type], ['sepa_debit', customer, 'active', 'multi_use']);

  assert.equal((await rejection(stripe.checkout.sessions.create(setup))).param, 'currency');
  assert.deepEqual((await stripe.checkout.sessions.create({ ...setup, currency: 'nok' })).payment_method_types, ['card']);
  assert.equal((await rejection(stripe.checkout.sessions.create({ ...setup, currency: 'nok', line_items: payment.line_items }))).param, 'line_items');
});

test('a declined setup stays on its page and a setup asks the bank', async () => {
  const customer = (await stripe.customers.create({ email: 'kari@example.org' })).id;
  const open = await stripe.checkout.sessions.create({ mode: 'setup', customer, currency: 'nok', success_url: 'https://portal.example.org/saved' });
  assert.equal((await sandbox.submit(open.url, { ...card, number: '4000000000000002' })).status, 200);
  const asked = await sandbox.submit(open.url, { ...card, number: '4000002760003184' });
  const confirmed = await sandbox.submit(asked.headers.get('location'), { answer: 'confirm' });
  assert.equal(confirmed.headers.get('location'), 'https://portal.example.org/saved');
  assert.equal((await stripe.customers.listPaymentMethods(customer)).data[0].card.last4, '3184');
});

test('a method used for later is with the customer, and charged without them', async () => {
  for (const who of [{ customer: (await stripe.customers.create({ email: 'kari@example.org' })).id }, { customer_creation: 'always' }]) {
    const open = await stripe.checkout.sessions.create({ ...payment, ...who, payment_intent_data: { setup_future_usage: 'off_session' } });
    await sandbox.submit(open.url, card);
    const done = await stripe.checkout.sessions.retrieve(open.id, { expand: ['payment_intent'] });
    const [kept] = (await stripe.customers.listPaymentMethods(done.customer)).data;
    assert.deepEqual([kept.id, done.payment_intent.customer], [done.payment_intent.payment_method, done.customer]);
    const later = await stripe.paymentIntents.create({
      amount: 5000, currency: 'nok', customer: done.customer, payment_method: kept.id, confirm: true, off_session: true,
    });
    assert.equal(later.status, 'succeeded');
  }
});

test('without a wish for it no customer is made', async () => {
  const open = await stripe.checkout.sessions.create({ ...payment, customer_creation: 'if_required' });
  await sandbox.submit(open.url, card);
  const done = await stripe.checkout.sessions.retrieve(open.id);
  assert.deepEqual([done.customer, done.customer_details.email, done.customer_details.name], [null, 'kari@example.org', 'Kari Nordmann']);
});

test('its payment and its setup are left to the session', async () => {
  const open = await stripe.checkout.sessions.create(payment);
  await sandbox.submit(open.url, { ...card, number: '4000000000000002' });
  const { payment_intent } = await stripe.checkout.sessions.retrieve(open.id);
  assert.equal((await rejection(stripe.paymentIntents.confirm(payment_intent, { payment_method: 'pm_card_visa' }))).code, 'payment_intent_unexpected_state');
  assert.equal((await rejection(stripe.paymentIntents.cancel(payment_intent))).code, 'payment_intent_unexpected_state');
  await stripe.checkout.sessions.expire(open.id);
  assert.equal((await stripe.paymentIntents.retrieve(payment_intent)).status, 'canceled');

  const setup = await stripe.checkout.sessions.create({ mode: 'setup', currency: 'nok', success_url: 'https://portal.example.org/' });
  assert.equal((await rejection(stripe.setupIntents.cancel(setup.setup_intent))).code, 'setup_intent_unexpected_state');
});

test('a session lives from half an hour to a day', async () => {
  const now = (await stripe.checkout.sessions.create(payment)).created;
  assert.equal((await rejection(stripe.checkout.sessions.create({ ...payment, expires_at: now + 29 * 60 }))).param, 'expires_at');
  assert.equal((await rejection(stripe.checkout.sessions.create({ ...payment, expires_at: now + 25 * 60 * 60 }))).param, 'expires_at');
  const open = await stripe.checkout.sessions.create({ ...payment, expires_at: now + 31 * 60 });
  await sandbox.pass(31 * 60);
  const expired = await stripe.checkout.sessions.retrieve(open.id);
  assert.deepEqual([expired.status, expired.url, expired.payment_status], ['expired', null, 'unpaid']);
});

test('what a session may be asked is known, and the rest is refused', async () => {
  const languages = [
    'auto', 'bg', 'cs', 'da', 'de', 'el', 'en', 'en-GB', 'es', 'es-419', 'et', 'fi', 'fil', 'fr', 'fr-CA', 'hr', 'hu', 'id', 'it', 'ja', 'ko', 'lt',
    'lv', 'ms', 'mt', 'nb', 'nl', 'pl', 'pt', 'pt-BR', 'ro', 'ru', 'sk', 'sl', 'sv', 'th', 'tr', 'vi', 'zh', 'zh-HK', 'zh-TW',
  ];
  for (const locale of languages) assert.equal((await stripe.checkout.sessions.create({ ...payment, locale })).locale, locale);
  assert.ok(await stripe.checkout.sessions.create({
    ...payment, customer: (await stripe.customers.create()).id, billing_address_collection: 'required', submit_type: 'donate',
    customer_update: { address: 'auto', name: 'never', shipping: 'auto' },
    saved_payment_method_options: { payment_method_save: 'disabled', allow_redisplay_filters: ['always'], payment_method_remove: 'enabled' },
    payment_intent_data: { description: 'Season', receipt_email: 'kari@example.org', statement_descriptor_suffix: 'S', capture_method: 'automatic' },
  }));
  for (const [field, value] of [
    ['locale', 'no'], ['mode', 'gift'], ['submit_type', 'give'], ['success_url', undefined], ['line_items', undefined], ['success_url', 'portal'],
    ['payment_method_types', ['cash']], ['billing_address_collection', 'never'],
  ]) assert.equal((await rejection(stripe.checkout.sessions.create({ ...payment, [field]: value }))).param, field);
});

test('what is sold has a price of its own', async () => {
  const sell = (item, count = 1) => stripe.checkout.sessions.create({ ...payment, line_items: Array(count).fill(item) });
  const price = (more) => ({ quantity: 1, price_data: { currency: 'nok', product_data: { name: 'Training' }, ...more } });
  const exact = await sell(price({ unit_amount_decimal: '1200.5', tax_behavior: 'inclusive', product_data: {
    name: 'Training', description: 'Twice a week', images: ['https://portal.example.org/a.png'], metadata: { a: '1' }, tax_code: 'txcd_1', unit_label: 'hour',
  } }));
  assert.equal(exact.amount_total, 1201);
  for (const [item, count, param] of [
    [price({}), 1, 'line_items[0][price_data][unit_amount]'],
    [price({ unit_amount: 500, product_data: undefined }), 1, 'line_items[0][price_data][product_data]'],
    [price({ unit_amount: 500, product_data: { name: 'x', images: Array(9).fill('https://portal.example.org/') } }), 1, 'line_items[0][price_data][product_data][images]'],
    [{ quantity: 1, price: 'price_none' }, 1, 'line_items[0][price]'],
    [price({ unit_amount: 500 }), 101, 'line_items'],
  ]) assert.equal((await rejection(sell(item, count))).param, param);
});

test('sessions are found by customer and by status', async () => {
  const customer = (await stripe.customers.create()).id;
  const open = await stripe.checkout.sessions.create({ ...payment, customer });
  const ids = async (query) => (await stripe.checkout.sessions.list({ customer, ...query })).data.map((s) => s.id);
  assert.deepEqual([await ids({}), await ids({ status: 'open' }), await ids({ status: 'complete' })], [[open.id], [open.id], []]);
});
