/** In a frame no cookie arrives. There a token says whose browser this is: in a header, or among a line's subprotocols. */
const VERSION = "fairlead.chat.1";
let token = "";

export const bearer = {
  get token() { return token; },
  set token(said) { token = said; },
  get headers() { return token ? { Authorization: `Bearer ${token}` } : {}; },
  get protocols() { return token ? [VERSION, `bearer.${token}`] : []; },
};
