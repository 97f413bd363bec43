//! What every page shares and no feature owns: layout, errors, guards of the door.
