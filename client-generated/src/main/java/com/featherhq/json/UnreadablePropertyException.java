package com.featherhq.json;

/**
 * A property that the API document requires isn't there, or the service sent a value that isn't what the document says. The rest
 * of the object can be read; {@link JsonModel#toJsonTree} has what came.
 */
public final class UnreadablePropertyException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    private final String property;

    UnreadablePropertyException(JsonModel model, String property, String problem) {
        super(property + " of " + model.getClass().getSimpleName() + " " + problem);
        this.property = property;
    }

    /** The property's name in JSON. */
    public String property() {
        return property;
    }
}
