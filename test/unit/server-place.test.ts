import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mirrorName } from '../../electron/services/server/mirror-place';
import { reasonAgainstName } from '../../electron/services/server/remote-listing';
import { faultOf } from '../../shared/domain/fault';
import { isServerPlace, serverAddress, serverName, serverPlaceOf } from '../../shared/domain/server-place';

describe('the address of a place on a server', () => {
  it.each([
    ['sftp://ada@files.example.com/exports', 'ada', 'files.example.com', 22, '/exports'],
    ['SFTP://ada@Files.Example.com:2222/a/b/', 'ada', 'files.example.com', 2222, '/a/b'],
    ['sftp://ada@host', 'ada', 'host', 22, '.'],
    ['sftp://ada@host/', 'ada', 'host', 22, '/'],
    ['sftp://ada@host/~', 'ada', 'host', 22, '.'],
    ['sftp://ada@host/~/in box', 'ada', 'host', 22, 'in box'],
    ['sftp://ada%40corp@host/Berichte%20für%20März', 'ada@corp', 'host', 22, '/Berichte für März'],
    ['sftp://ada@[2001:db8::1]:22/x', 'ada', '2001:db8::1', 22, '/x'],
  ])('%s', (text, user, host, port, path) => {
    const place = serverPlaceOf(text);
    expect(place).toEqual({ user, host, port, path });
    expect(serverPlaceOf(serverAddress(place))).toEqual(place);
  });

  it.each([
    ['', 'no address'],
    ['/srv/exports', 'no address'],
    ['https://ada@host/x', 'no address'],
    ['sftp://host/x', 'does not say who signs in'],
    ['sftp://ada:hunter2@host/x', 'A password does not belong'],
    ['sftp://ada@host:0/x', 'no such port'],
    ['sftp://ada@host:99999/x', 'no such port'],
    ['sftp://ada@host/x?y', 'has a ? or a #'],
    ['sftp://ada@host/100%', 'stands for nothing'],
    ['sftp://ada@host/a%00b', 'control characters'],
  ])('is refused as %s, and what was given is not quoted', (text, why) => {
    expect(isServerPlace(text)).toBe(false);
    try {
      serverPlaceOf(text);
      expect.unreachable();
    } catch (error) {
      const { code, message, hint } = faultOf(error);
      expect(code).toBe('bad_place');
      expect(message).toContain(why);
      expect(`${message} ${hint ?? ''}`).not.toContain('hunter2');
    }
  });

  it('is read again as it was written, whatever user and path are', () => {
    const words = fc.stringMatching(/^[\p{L}\p{N} %?#@:._~-]{1,20}$/u);
    fc.assert(
      fc.property(words, fc.array(words, { minLength: 1, maxLength: 3 }), (user, parts) => {
        fc.pre(!user.includes(':'));
        const place = { user, host: 'host', port: 22, path: `/${parts.join('/')}` };
        fc.pre(!/^\/~/.test(place.path));
        expect(serverPlaceOf(serverAddress(place).trim())).toEqual(place);
      }),
    );
  });

  it('names a mirror that no other place has', () => {
    const place = serverPlaceOf('sftp://ada@files.example.com:2222/exports/in box');
    expect(serverName(place)).toBe('files.example.com:2222');
    expect(mirrorName(place)).toMatch(/^files\.example\.com-2222-in-box-[0-9a-f]{8}$/);
    expect(mirrorName({ ...place, path: '/other/in box' })).not.toBe(mirrorName(place));
    expect(mirrorName(serverPlaceOf('sftp://ada@h/'))).toMatch(/^h-[0-9a-f]{8}$/);
  });
});

describe('a name on a server', () => {
  it.each(['a.csv', 'Übersicht März.csv', 'a b c.csv', '名前.csv', 'con.csv', 'a:b.csv'])(
    '%s can be kept',
    (name) => {
      expect(reasonAgainstName(name, 'linux')).toBeNull();
    },
  );

  it.each(['con.csv', 'a:b.csv', 'what?.csv', 'dot.', 'lpt1', 'space '])(
    '%s cannot be kept on Windows',
    (name) => {
      expect(reasonAgainstName(name, 'win32')).toContain('cannot be kept here');
    },
  );

  it.each(['..', '.', 'a/b', '../a', '/a', 'a\\b', '', 'a\0b', 'a\u001bb', 'a\u202eb', 'a\uFFFDb'])(
    '%j can be kept nowhere',
    (name) => {
      expect(reasonAgainstName(name, 'linux')).not.toBeNull();
    },
  );
});
