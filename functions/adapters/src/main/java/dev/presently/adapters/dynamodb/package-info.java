/** The stores on DynamoDB: two tables, consistent reads, and revisions that decide who writes. */
@NullMarked
package dev.presently.adapters.dynamodb;

import org.jspecify.annotations.NullMarked;
