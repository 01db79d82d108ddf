/** What is wrong with a form, by field, in words for the person. */

export class FormError extends Error {
  override readonly name = "FormError";
  readonly field: "handle" | "password" | "email" | "invitation";
  /** Somebody else has it. */
  readonly isTaken: boolean;

  constructor(field: FormError["field"], message: string, isTaken = false) {
    super(message);
    this.field = field;
    this.isTaken = isTaken;
  }
}
