import { expect } from 'chai';
import fc from 'fast-check';
import { isMailAddress, mailDomain } from '../../../src/infrastructure/mail/mail-address.js';

describe('isMailAddress', () => {
  const valid = [
    'ann@example.com',
    'ann.lee+fleet@mail.example.co.uk',
    "o'brien@example.com",
    'ann@localhost',
    'jörg@example.com',
    'ann@müller.example',
    '用户@例え.テスト',
    `${'a'.repeat(64)}@example.com`,
  ];
  for (const address of valid) {
    it(`takes ${JSON.stringify(address)}`, () => expect(isMailAddress(address)).to.equal(true));
  }

  const invalid = [
    '', '@', 'ann', 'ann@', '@example.com', 'ann@@example.com', 'ann@example.com@evil.com', ' ann@example.com', 'ann@example.com ',
    'ann@example.com,bob@example.com', 'ann@example.com;bob@example.com', 'Ann <ann@example.com>', '<ann@example.com>', '"ann lee"@example.com',
    '"a@b"@example.com', 'ann@example.com\r\nRCPT TO:<bob@example.com>', 'ann@example.com\n', 'ann\0@example.com', 'ann@[127.0.0.1]', 'ann@127.0.0.1',
    'ann@exa mple.com', 'ann@-example.com', 'ann@example-.com', 'ann@example..com', '.ann@example.com', 'ann.@example.com', 'ann..lee@example.com',
    'group: ann@example.com;', 'ann(comment)@example.com', 'ann\\@example.com', 'ann@example.com>', 'ann@exa%6dple.com', 'ann\u202e@example.com', 'ann\ud800@example.com',
    `${'a'.repeat(65)}@example.com`, `${'ü'.repeat(33)}@example.com`, `ann@${'a'.repeat(64)}.com`, `ann@${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(10)}.com`,
  ];
  for (const address of invalid) {
    it(`refuses ${JSON.stringify(address)}`, () => expect(isMailAddress(address)).to.equal(false));
  }

  it('takes no text with a separator, a quote, an angle bracket or a control character (1,000 texts)', () => {
    const text = fc.tuple(fc.string({ unit: 'binary' }), fc.constantFrom(',', ';', '<', '>', '"', '\\', '\r', '\n', '\0', ' ', '(', ':'), fc.string({ unit: 'binary' }));
    fc.assert(fc.property(text, fc.boolean(), (parts, before) => {
      const dressed = before ? `${parts.join('')}@example.com` : `ann@${parts.join('')}`;
      return !isMailAddress(dressed);
    }), { numRuns: 1_000 });
  });
});

describe('mailDomain', () => {
  it('is ASCII whatever the script', () => {
    expect([mailDomain('a@Example.com'), mailDomain('a@müller.example')]).to.deep.equal(['example.com', 'xn--mller-kva.example']);
  });
});
