// What the roles are called on screen.
import type { Role } from 'shared/accounts';

export const roleNames: Readonly<Record<Role, string>> = { owner: 'Owner', editor: 'Editor', viewer: 'Viewer' };
