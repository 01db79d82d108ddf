/** Passwords that everybody tries first (NIST SP 800-63B-4 section 3.1.1.2: verifiers compare with a blocklist). */

/**
 * Of at least eight characters, in lower case: picked by hand from the top of published counts of leaked passwords (the
 * NCSC's of 2019 from Have I Been Pwned, SecLists' 10k-most-common), with usual variants and the names of what this is.
 */
const common = new Set(
  `
  password password1 password12 password123 password1234 passw0rd p@ssword p@ssw0rd pass1234 passwort
  motdepasse 12345678 123456789 1234567890 0123456789 12341234 12344321 11223344 12121212 123123123
  123321123 147258369 789456123 87654321 987654321 0987654321 9876543210 1234qwer 123456789a a123456789
  12345678a a12345678 1q2w3e4r 1q2w3e4r5t 1qaz2wsx q1w2e3r4 qwerty12 qwerty123 qwerty1234 qwertyui
  qwertyuiop qwertzui qwertzuiop azertyui azertyuiop asdfasdf asdfghjk asdfghjkl asdf1234 zxcvbnm1
  zxcvbnm123 qazwsxedc zaq12wsx abcdefgh abcd1234 abc12345 abc123456 aa123456 iloveyou iloveyou1 iloveyou2
  sunshine sunshine1 princess princess1 football football1 baseball baseball1 basketball superman superman1
  spiderman starwars trustno1 letmein1 letmein123 welcome1 welcome123 changeme changeme1 changeme123
  whatever computer internet jennifer michelle samantha victoria jonathan danielle alexander liverpool
  chocolate butterfly blink182 pokemon1 pokemon123 minecraft monkey123 dragon123 master123 michael1 charlie1
  jordan23 corvette mercedes maverick steelers midnight startrek administrator admin123 admin1234
  administrator1 test1234 testtest default1 secret123 mastodon mastodon1 fediverse
`
    .trim()
    .split(/\s+/),
);

/** Whether it is among the first that somebody would try, in whatever case, or one character many times. */
export function isCommonPassword(password: string): boolean {
  const plain = password.normalize("NFKC").toLowerCase();
  return common.has(plain) || new Set(plain).size === 1;
}
