package com.featherhq.json;

/**
 * The member of a union that a value is.
 *
 * @param member its index, or {@link UnionAdapter#NONE}
 * @param fit how well it fits; {@link UnionFit#UNKNOWN} if that didn't matter
 */
record UnionChoice(int member, UnionFit fit) {

    static UnionChoice none() {
        return new UnionChoice(UnionAdapter.NONE, UnionFit.none());
    }
}
