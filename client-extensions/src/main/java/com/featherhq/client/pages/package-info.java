/**
 * Lists that come in pages. The door is {@link com.featherhq.client.pages.Pager}, which {@link
 * com.featherhq.client.FeatherClient#pages} makes.
 *
 * <p>{@code PageSource} requests a page; a {@code Pass} is one way through the list: it knows where the next page begins, by {@code
 * PageOrder}, which also finds that a list would never end. {@code PageIterator} and {@code RowSubscription} are passes for those
 * who ask for rows and for those who are given them. Built on the public API of the client.
 */
@NullMarked
package com.featherhq.client.pages;

import org.jspecify.annotations.NullMarked;
