/** Says why the node did not do something, in its own words where it has any. */

import { errorText } from "../components/states.tsx";
import { ApiError } from "../ports/apiError.ts";
import { useNotice } from "./notice.ts";

export function useRefusal(): (error: unknown) => void {
  const notify = useNotice();
  return (error) => {
    if (error instanceof ApiError && error.code === "refused") notify({ words: error.message }, "bad");
    else notify(errorText(error), "bad");
  };
}
