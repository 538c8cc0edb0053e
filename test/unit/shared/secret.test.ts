import { inspect } from 'node:util';
import { expect } from 'chai';
import { Secret } from '../../../src/domain/shared/secret.js';

describe('Secret', () => {
  const secret = new Secret('hunter2-hunter2');

  it('gives its value to whoever asks for it', () => {
    expect(secret.reveal()).to.equal('hunter2-hunter2');
  });

  for (const [name, text] of [
    ['JSON', JSON.stringify({ key: secret, list: [secret] })],
    ['a string', String(secret)],
    ['inspect', inspect({ key: secret }, { depth: 9, showHidden: true })],
    ['inspect of the secret itself', inspect(secret)],
    ['its own keys', `[secret] ${Object.keys(secret).join()}`],
  ] as const) {
    it(`is [secret] in ${name}`, () => {
      expect(text).to.include('[secret]').and.not.include('hunter2');
    });
  }
});
