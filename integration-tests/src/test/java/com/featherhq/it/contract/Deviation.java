package com.featherhq.it.contract;

/**
 * A place where an exchange departs from the document. It carries no value of the exchange.
 *
 * @param place {@code status}, {@code header NAME}, {@code query NAME}, or a JSON Pointer into the response's body, {@code /}
 *     for all of it
 * @param expected what the document says
 * @param seen what was there instead, as a kind of value
 */
record Deviation(String place, String expected, String seen) {

    @Override
    public String toString() {
        return place + ": expected " + expected + ", seen " + seen;
    }
}
