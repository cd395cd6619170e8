/**
 * The DynamoDB stores of four tables. Reads are strongly consistent, except through the index;
 * conditional writes decide between writers.
 */
@NullMarked
package dev.presently.adapters.dynamodb;

import org.jspecify.annotations.NullMarked;
