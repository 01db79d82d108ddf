// Classes of characters in structured fields (RFC 8941 sections 3.1.2 and 3.3.4, RFC 9110 section 5.6.2).

/** "0" to "9". */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** First character of a key: lower-case letter or "*". */
export function isKeyStart(code: number): boolean {
  return isLower(code) || code === 42;
}

/** Later character of a key. */
export function isKeyPart(code: number): boolean {
  return isLower(code) || isDigit(code) || code === 95 || code === 45 || code === 46 || code === 42;
}

/** First character of a token: letter or "*". */
export function isTokenStart(code: number): boolean {
  return isLetter(code) || code === 42;
}

/** Later character of a token: tchar, ":" or "/". */
export function isTokenPart(code: number): boolean {
  return isFieldNamePart(code) || code === 58 || code === 47;
}

/** tchar, of which field names are made. */
function isFieldNamePart(code: number): boolean {
  if (isLetter(code) || isDigit(code)) return true;
  // ! # $ % & ' * + - . ^ _ ` | ~
  return (
    code === 33 ||
    (code >= 35 && code <= 39) ||
    code === 42 ||
    code === 43 ||
    code === 45 ||
    code === 46 ||
    (code >= 94 && code <= 96) ||
    code === 124 ||
    code === 126
  );
}

/** Whether `text` can be the name of a field, written in lower case. */
export function isFieldName(text: string): boolean {
  return /^[!#-'*+.^-`|~0-9a-z-]+$/.test(text);
}

function isLower(code: number): boolean {
  return code >= 97 && code <= 122;
}

function isLetter(code: number): boolean {
  return isLower(code) || (code >= 65 && code <= 90);
}
