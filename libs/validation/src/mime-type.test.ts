import { describeValidator } from "../test/validator-contract.ts";
import { MimeType } from "./mime-type.ts";

describeValidator("mime-type", MimeType);
