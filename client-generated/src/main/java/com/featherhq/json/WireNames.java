package com.featherhq.json;

import java.util.ArrayList;
import java.util.List;

/** What an operation's named values are called on the wire, in the document's order. For generated code; immutable. */
public final class WireNames {

    /** Where a value goes. */
    enum Place {
        QUERY,
        HEADER,
        COOKIE,
        FIELD,
        PART
    }

    /** One value's name. */
    record Name(Place place, String text, boolean required, WireStyle style) {}

    private final String owner;
    private final List<Name> names;

    private WireNames(String owner, List<Name> names) {
        this.owner = owner;
        this.names = names;
    }

    /** Starts the names of the type {@code owner}. */
    public static WireNames of(String owner) {
        return new WireNames(owner, List.of());
    }

    /** These and an optional query parameter. */
    public WireNames query(String name) {
        return and(Place.QUERY, name, false);
    }

    /** These and a required query parameter. */
    public WireNames requiredQuery(String name) {
        return and(Place.QUERY, name, true);
    }

    /** These and an optional header. */
    public WireNames header(String name) {
        return and(Place.HEADER, name, false);
    }

    /** These and a required header. */
    public WireNames requiredHeader(String name) {
        return and(Place.HEADER, name, true);
    }

    /** These and an optional cookie. */
    public WireNames cookie(String name) {
        return and(Place.COOKIE, name, false);
    }

    /** These and a required cookie. */
    public WireNames requiredCookie(String name) {
        return and(Place.COOKIE, name, true);
    }

    /** These and an optional field of an URL-encoded form. */
    public WireNames field(String name) {
        return and(Place.FIELD, name, false);
    }

    /** These and a required field of an URL-encoded form. */
    public WireNames requiredField(String name) {
        return and(Place.FIELD, name, true);
    }

    /** These and an optional part of a multipart form. */
    public WireNames part(String name) {
        return and(Place.PART, name, false);
    }

    /** These and a required part of a multipart form. */
    public WireNames requiredPart(String name) {
        return and(Place.PART, name, true);
    }

    /** The last one is a list that is sent as one text, with commas between the elements. */
    public WireNames commas() {
        return styled(WireStyle.COMMAS);
    }

    /** The last one is a list that is sent as one text, with spaces between the elements. */
    public WireNames spaces() {
        return styled(WireStyle.SPACES);
    }

    /** The last one is a list that is sent as one text, with pipes between the elements. */
    public WireNames pipes() {
        return styled(WireStyle.PIPES);
    }

    /** The last one is an object, whose properties are sent as {@code name[property]}. */
    public WireNames deepObject() {
        return styled(WireStyle.DEEP_OBJECT);
    }

    /** The last one is an object, whose properties are sent by their own names. */
    public WireNames properties() {
        return styled(WireStyle.PROPERTIES);
    }

    /** The last one is sent as JSON. */
    public WireNames json() {
        return styled(WireStyle.JSON);
    }

    String owner() {
        return owner;
    }

    int size() {
        return names.size();
    }

    Name get(int index) {
        return names.get(index);
    }

    private WireNames and(Place place, String name, boolean required) {
        List<Name> all = new ArrayList<>(names);
        all.add(new Name(place, name, required, WireStyle.REPEATED));
        return new WireNames(owner, List.copyOf(all));
    }

    private WireNames styled(WireStyle style) {
        List<Name> all = new ArrayList<>(names);
        Name last = all.remove(all.size() - 1);
        all.add(new Name(last.place, last.text, last.required, style));
        return new WireNames(owner, List.copyOf(all));
    }
}
