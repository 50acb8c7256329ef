package com.featherhq.spec.types;

import org.jspecify.annotations.Nullable;

/**
 * An object that is a page of a list, by the names of its properties.
 *
 * @param rows the array of the rows
 * @param next the cursor of the page that follows; null if there's none
 * @param more the boolean that says whether there's another page; null if there's none
 */
public record PageAnswer(
        String rows, @Nullable String next, @Nullable String more) {}
