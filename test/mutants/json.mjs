/** What a text of JSON says, to be cast to what it is known to be. @param {string} text @returns {unknown} */
export const parsed = (text) => JSON.parse(text);
