// Who may do what with an object (GoToSocial: interaction policy; FEP-044f, section "Advertising a quote policy").

/** Who may interact in one way: ids of actors or of their collections; Public is always its full URI here. */
export interface InteractionRule {
  /** Whose interactions stand at once; also read from GoToSocial's older `always`. */
  readonly automaticApproval: readonly string[];
  /** Whose interactions wait for the author; also read from `approvalRequired`. */
  readonly manualApproval: readonly string[];
}

/** What an object's author allows. Null where nothing is said. */
export interface InteractionPolicy {
  readonly canLike: InteractionRule | null;
  readonly canReply: InteractionRule | null;
  readonly canAnnounce: InteractionRule | null;
  readonly canQuote: InteractionRule | null;
}
