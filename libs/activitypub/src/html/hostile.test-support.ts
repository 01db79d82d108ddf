// HTML made to confuse whoever reads it, for properties that hold for any input.
import fc from "fast-check";

// Pieces that meet in odd ways: half tags, quotes, references, and all that opens another state of a parser.
const piece = fc.oneof(
  fc.constantFrom(
    ..."< > </ /> <! <!-- --> --!> <? <![CDATA[ ]]> & &# &#x &lt; &amp;lt &colon; ' \" = / \0 \t \n ` - ! a href href= onclick= class= style".split(
      " ",
    ),
    "<p>", "</p>", "<a href=https://a.example>", "</a>", "<a href='javascript:x'>", "<span class=invisible>", "<span class='ellipsis u-url'>", "https://", "a.example", "<b>", "</b>", "<i>", "</i>", "<ul>",
    "</ul>", "<ol start=2>", "<li>", "</li>", "<h1>", "</h1>", "<pre>", "</pre>", "<blockquote>", "</blockquote>", "<br>",
    "<div>", "</div>", "<span class='mention x'>", "</span>", "<ruby>", "<rt>", "</rt>", "<script>", "</script>", "<style>",
    "</style>", "<svg>", "</svg>", "<math>", "</math>", "<template>", "<textarea>", "</textarea>", "<title>", "<table>",
    "<img src=x onerror=x>", "text", " ", "\ud800", "\udc00", "é", "javascript:", "</strong>",
  ),
  fc.string({ maxLength: 6, unit: "binary" }),
); // prettier-ignore
/** Hostile HTML. */
export const hostile = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));
