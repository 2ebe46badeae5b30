/** Starts the page: the frame around the views, the connection to the network, and one view at a time. */
import { announceNetwork } from './announcer.js';
import { showLink } from './link.js';
import { network } from './network.js';
import { startRouter } from './router.js';
import { offerTokenDialog } from './token.js';

offerTokenDialog();
network.watchLink(showLink);
network.watch(announceNetwork);
network.start();
startRouter();
