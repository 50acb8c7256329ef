package com.featherhq.client.pages;

import com.featherhq.json.Page;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * A page that has come.
 *
 * @param start where it begins; null for the start of the list
 * @param call what it is the answer to
 */
record Fetched<T>(@Nullable String start, Page<T> page, Call<?> call) {}
