package dev.presently.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The scenarios on a stack that LocalStack made of the template. */
@ExtendWith(ContainerEngine.class)
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class LocalStackTest {
  private static StalePresence stale;

  /** One failure that says why, where the template does not deploy. */
  @BeforeAll
  static void deploy() {
    assertThat(LocalStackDeployment.stack().outputs()).containsKey("BaseUrl");
    stale = StalePresence.begin(new LocalStackDeployment());
  }

  @AfterAll
  static void end() {
    stale.close();
  }

  @Nested
  class Hops extends DeployedHops {
    @Override
    CloudStack stack() {
      return LocalStackDeployment.stack();
    }
  }

  @Nested
  class Presence extends PresenceScenarios {
    @Override
    Deployment deployment() {
      return new LocalStackDeployment();
    }
  }

  @Nested
  class Commands extends CommandScenarios {
    @Override
    Deployment deployment() {
      return new LocalStackDeployment();
    }
  }

  @Nested
  class Privacy extends PrivacyScenarios {
    @Override
    Deployment deployment() {
      return new LocalStackDeployment();
    }
  }

  @Nested
  class Delivery extends DeliveryScenarios {
    @Override
    Deployment deployment() {
      return new LocalStackDeployment();
    }
  }

  @Nested
  class Intake extends IntakeScenarios {
    @Override
    Deployment deployment() {
      return new LocalStackDeployment();
    }
  }

  @Nested
  class Engines extends DeployedEngines {
    @Override
    Deployment deployment() {
      return new LocalStackDeployment();
    }
  }

  @Nested
  class Access extends AccessScenarios {
    @Override
    Deployment deployment() {
      return new LocalStackDeployment();
    }
  }

  @Nested
  class Clients extends ClientScenarios {
    @Override
    Deployment deployment() {
      return new LocalStackDeployment();
    }
  }

  @Nested
  class BadInput extends BadInputScenarios {
    @Override
    Deployment deployment() {
      return new LocalStackDeployment();
    }
  }

  /** Its minutes have passed by then. */
  @Nested
  @Order(Integer.MAX_VALUE)
  class Stale {
    @Test
    void onlineThatNobodyConfirmsBecomesUnknownByTime() {
      stale.becomesUnknown();
    }
  }
}
