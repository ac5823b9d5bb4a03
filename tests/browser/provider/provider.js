// A real OpenID Connect provider for one test: people with set claims, its own pages to sign in and out.
// Arguments: port, and a file with {client, people}. In memory only; it ends with its test.
import { readFileSync } from "node:fs";
import { Provider } from "oidc-provider";

const [, , port, file] = process.argv;
const { client, people } = JSON.parse(readFileSync(file, "utf8"));
const issuer = `http://127.0.0.1:${port}`;

const provider = new Provider(issuer, {
  clients: [client],
  claims: {
    openid: ["sub", "groups"],
    email: ["email", "email_verified"],
    profile: ["name"],
  },
  cookies: { keys: ["only for this test"] },
  features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
  pkce: { required: () => true },
  async findAccount(_context, id) {
    const told = people[id];
    return told && { accountId: id, claims: async () => ({ sub: id, ...told }) };
  },
});

provider.listen(Number(port), "127.0.0.1", () => console.log(`answers on ${issuer}`));
