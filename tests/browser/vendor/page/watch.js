'use strict';

/** Tells the test what the page is told; `report` is the test's. */
wellClient.exports = (event) => report('event', event);
for (const name of ['connectionCleared', 'wsDisconnected', 'recoverStateSuccess']) {
  wellClient.innerOn(name, (event) => report('inner', event));
}

/** Also tells the page when its WebSocket is back: asking for it changes what the client does. */
wellClient.watchReconnects = () => {
  wellClient.innerOn('wsReconnectSucceed', (event) => report('inner', event));
};
