/**
 * Whether a document and the classes that were generated from it agree: {@link com.featherhq.spec.agreement.Agreement} is the
 * door. It sees the document as its author wrote it and the compiled classes, and nothing of the rules between them, so that a
 * fault in a rule can't hide itself. It knows no Java name that a rule makes: what is what it finds by the names on the wire and
 * by the types.
 */
@NullMarked
package com.featherhq.spec.agreement;

import org.jspecify.annotations.NullMarked;
