import { z } from 'zod';

// Zod compiles schemas with `new Function`, which the page's content policy forbids. Imported first by every entry of
// the renderer: the choice is made as schemas are created.
z.config({ jitless: true });
