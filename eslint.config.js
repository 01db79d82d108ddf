// What lint holds: strict types everywhere, and no ambient capability in the libraries.

import eslint from "@eslint/js";
import tseslint from "typescript-eslint";
// What a canister's engine lacks or throws on: a library gets these as arguments, or does without.
import ambient from "./scripts/ambient.json" with { type: "json" };

export default tseslint.config(
  {
    ignores: [
      "**/dist/",
      "**/node_modules/",
      "**/.turbo/",
      "coverage/",
      "reports/",
      "docs/api/",
      "data/",
      "vectors/",
    ],
  },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: {
          allowDefaultProject: [
            "*.ts",
            "*.js",
            "*.cjs",
            "libs/*/tsup.config.ts",
            "tools/*/tsup.config.ts",
            "clients/*/tsup.config.ts",
          ],
          maximumDefaultProjectFileMatchCount_THIS_WILL_SLOW_DOWN_LINTING: 40,
        },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/require-await": "off",
      "no-duplicate-imports": ["error", { allowSeparateTypeImports: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ["libs/*/src/**/*.ts"],
    ignores: ["**/*.test.ts", "**/*.test-support.ts", "libs/http-signatures/src/node.ts"],
    rules: {
      "no-restricted-globals": [
        "error",
        ...ambient.map((name) => ({
          name,
          message: "No ambient capability in libs/: take it as an argument.",
        })),
      ],
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random", message: "Randomness is an argument." },
        { object: "Date", property: "now", message: "The clock is an argument." },
        ...ambient.map((property) => ({ object: "globalThis", property })),
      ],
      "no-restricted-imports": [
        "error",
        { patterns: [{ group: ["node:*"], message: "Libraries run in any engine." }] },
      ],
      "no-restricted-syntax": [
        "error",
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: "The clock is an argument.",
        },
      ],
    },
  },
  {
    // React passes functions of every kind as properties, and awaits none.
    files: ["apps/*/src/**/*.tsx"],
    rules: {
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    ...tseslint.configs.disableTypeChecked,
    files: ["**/*.js", "**/*.cjs", "**/*.mjs"],
    languageOptions: {
      ...tseslint.configs.disableTypeChecked.languageOptions,
      globals: {
        module: "writable",
        process: "readonly",
        console: "readonly",
        URL: "readonly",
        setInterval: "readonly",
        clearInterval: "readonly",
      },
    },
  },
  {
    // What pages load as it stands.
    files: ["adapters/node/assets/*.js"],
    languageOptions: {
      globals: {
        AbortController: "readonly",
        clearTimeout: "readonly",
        document: "readonly",
        fetch: "readonly",
        FormData: "readonly",
        navigator: "readonly",
        PublicKeyCredential: "readonly",
        setTimeout: "readonly",
        URLSearchParams: "readonly",
      },
    },
  },
);
