package com.featherhq.json;

/** How well a JSON value fits a type: what breaks the document counts first, then what the type doesn't declare. */
final class UnionFit {

    /** Nobody has looked. */
    static final UnionFit UNKNOWN = new UnionFit();

    private boolean refused;
    private int breaches;
    private int undeclared;

    static UnionFit refused() {
        UnionFit fit = new UnionFit();
        fit.refuse();
        return fit;
    }

    /** How well a value fits that is kept as it came. */
    static UnionFit none() {
        UnionFit fit = new UnionFit();
        fit.count(Drift.Kind.UNKNOWN_UNION_MEMBER);
        return fit;
    }

    /** Notes a departure from the document. */
    void count(Drift.Kind kind) {
        if (kind == Drift.Kind.UNKNOWN_PROPERTY) {
            undeclared++;
        } else {
            breaches++;
        }
    }

    /** The value can't be of the type. */
    void refuse() {
        refused = true;
    }

    /** Adds what was found out about a part. */
    void add(UnionFit part) {
        refused |= part.refused;
        breaches += part.breaches;
        undeclared += part.undeclared;
    }

    boolean isRefused() {
        return refused;
    }

    boolean isBetterThan(UnionFit other) {
        return breaches != other.breaches ? breaches < other.breaches : undeclared < other.undeclared;
    }
}
