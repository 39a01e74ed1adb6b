/**
 * Reads AWS's public price-list files ("Getting price list files manually", docs.aws.amazon.com/awsaccountbilling,
 * 2026-11-22) as streams: a region's file of AmazonEC2 is hundreds of megabytes.
 */
@NullMarked
package dev.muster.aws.price.refresh;

import org.jspecify.annotations.NullMarked;
