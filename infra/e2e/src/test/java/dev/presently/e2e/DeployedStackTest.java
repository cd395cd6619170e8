package dev.presently.e2e;

import org.junit.jupiter.api.Nested;

/** The scenarios on the stack at {@code -Dstack.url}. */
class DeployedStackTest {
  @Nested
  class Presence extends PresenceScenarios {
    @Override
    Deployment deployment() {
      return new StackDeployment();
    }
  }

  @Nested
  class Commands extends CommandScenarios {
    @Override
    Deployment deployment() {
      return new StackDeployment();
    }
  }

  @Nested
  class Privacy extends PrivacyScenarios {
    @Override
    Deployment deployment() {
      return new StackDeployment();
    }
  }

  @Nested
  class Delivery extends DeliveryScenarios {
    @Override
    Deployment deployment() {
      return new StackDeployment();
    }
  }

  @Nested
  class Intake extends IntakeScenarios {
    @Override
    Deployment deployment() {
      return new StackDeployment();
    }
  }

  @Nested
  class Access extends AccessScenarios {
    @Override
    Deployment deployment() {
      return new StackDeployment();
    }
  }

  @Nested
  class Webhooks extends WebhookScenarios {
    @Override
    Deployment deployment() {
      return new StackDeployment();
    }
  }

  @Nested
  class BadInput extends BadInputScenarios {
    @Override
    Deployment deployment() {
      return new StackDeployment();
    }
  }
}
