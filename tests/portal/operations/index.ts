import type { OperationName } from '../../../shared/portal/contract.ts';
import type { Operation } from '../context.ts';
import { anchors } from './anchors.ts';
import { catalogue } from './catalogue.ts';
import { enrol } from './enrol.ts';
import { findFiling } from './find-filing.ts';
import { health } from './health.ts';
import { lease } from './lease.ts';
import { overseeCount } from './oversee-count.ts';
import { overseePull, oversight } from './oversight.ts';
import { position } from './position.ts';
import { pull } from './pull.ts';
import { push } from './push.ts';
import { registerKey } from './register-key.ts';
import { signIn } from './sign-in.ts';

/** What each operation of the contract does. */
export const RUN: { readonly [N in OperationName]: Operation<N> } = {
  health,
  enrol,
  registerKey,
  signIn,
  lease,
  position,
  anchors,
  push,
  pull,
  findFiling,
  catalogue,
  oversight,
  overseePull,
  overseeCount,
};
